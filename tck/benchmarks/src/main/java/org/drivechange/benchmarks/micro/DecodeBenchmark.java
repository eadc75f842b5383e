// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.micro;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.socket.parser.IOParser;
import io.socket.parser.Packet;
import java.io.IOException;
import java.time.Instant;
import org.drivechange.DriveNotification;
import org.json.JSONArray;
import org.json.JSONObject;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Decodes one notification from the text of its frame. */
@State(Scope.Thread)
public class DecodeBenchmark {

    private final IOParser.Decoder decoder = new IOParser.Decoder();
    private final JsonFactory json = new JsonFactory();
    private final Instant at = Instant.parse("2026-05-10T21:52:27Z");
    private String frame = SampleFrames.NOTIFICATION;
    private String event = SampleFrames.EVENT;
    private String change = SampleFrames.CHANGE;
    private Packet<?> decoded;

    /** Checks that all decoders return the same values. */
    @Setup
    public void check() throws Exception {
        decoder.onDecoded(packet -> decoded = packet);
        DriveNotification driveChange = driveChange();
        JSONObject parsed = ioSocketWhole().getJSONArray("value").getJSONObject(0);
        if (!driveChange.webId().equals(parsed.getString("webId"))
                || !driveChange.json().equals(element())) {
            throw new IllegalStateException(driveChange + " and " + parsed);
        }
    }

    private String element() {
        return change.substring(change.indexOf('[') + 1, change.lastIndexOf(']'));
    }

    @Benchmark
    public DriveNotification driveChange() throws Exception {
        return NotificationDecoder.read(frame, at);
    }

    /** Decodes like the client itself: to an array that contains a string. */
    @Benchmark
    public JSONArray ioSocket() {
        decoder.add(io.socket.engineio.parser.Parser.decodePacket(frame).data);
        return (JSONArray) decoded.data;
    }

    /** Decodes like an application that reads the values. */
    @Benchmark
    public JSONObject ioSocketWhole() throws Exception {
        return new JSONObject(ioSocket().getString(1));
    }

    /** Runs the JSON parser alone and skips all tokens. */
    @Benchmark
    public int jackson() throws IOException {
        return skipped(event) + skipped(change);
    }

    private int skipped(String text) throws IOException {
        int tokens = 0;
        try (JsonParser parser = json.createParser(text)) {
            while (parser.nextToken() != null) {
                tokens++;
            }
        }
        return tokens;
    }
}
