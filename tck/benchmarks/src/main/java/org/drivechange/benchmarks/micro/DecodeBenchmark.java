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

/** One notification, from the text of its frame. */
@State(Scope.Thread)
public class DecodeBenchmark {

    private final IOParser.Decoder decoder = new IOParser.Decoder();
    private final JsonFactory json = new JsonFactory();
    private final Instant at = Instant.parse("2026-05-10T21:52:27Z");
    private String frame = Frames.NOTIFICATION;
    private String event = Frames.EVENT;
    private String change = Frames.CHANGE;
    private Packet<?> decoded;

    /** All of them must have read the same. */
    @Setup
    public void check() throws Exception {
        decoder.onDecoded(packet -> decoded = packet);
        DriveNotification ours = ours();
        JSONObject theirs = ioSocketWhole().getJSONArray("value").getJSONObject(0);
        if (!ours.webId().equals(theirs.getString("webId")) || !ours.json().equals(element())) {
            throw new IllegalStateException(ours + " and " + theirs);
        }
    }

    private String element() {
        return change.substring(change.indexOf('[') + 1, change.lastIndexOf(']'));
    }

    @Benchmark
    public DriveNotification ours() throws Exception {
        return Change.read(frame, at);
    }

    /** As far as the client itself goes: an array with a string in it. */
    @Benchmark
    public JSONArray ioSocket() {
        decoder.add(io.socket.engineio.parser.Parser.decodePacket(frame).data);
        return (JSONArray) decoded.data;
    }

    /** As far as an application goes that wants the values. */
    @Benchmark
    public JSONObject ioSocketWhole() throws Exception {
        return new JSONObject(ioSocket().getString(1));
    }

    /** The JSON parser alone, of which nothing is wanted. */
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
