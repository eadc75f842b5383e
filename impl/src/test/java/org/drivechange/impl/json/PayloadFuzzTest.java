// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.drivechange.DriveNotification;
import org.drivechange.DriveTarget;
import org.drivechange.impl.diagnostics.ProtocolException;
import org.drivechange.impl.socketio.JsonSlice;

/** Parses arbitrary text as each payload: handshake, answer, reason, event, notification. */
class PayloadFuzzTest {

    private static final String BEFORE = "42/notifications,";
    private static final DriveTarget TARGET = DriveTarget.parse("/me/drive/root");
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<byte[]> ATTACHMENTS =
            List.of("{\"value\":[{}]}".getBytes(StandardCharsets.UTF_8), new byte[] {(byte) 0xff, (byte) 0xc0, 0});

    private final ObjectMapper tree = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private interface Reader<T> {
        T read(JsonSlice payload) throws ProtocolException;
    }

    @FuzzTest
    void parsers_agree_with_reference_reader_or_reject(byte[] input) throws JsonProcessingException {
        String text = new String(input, StandardCharsets.UTF_8);
        same(text, payload -> HandshakeJson.read(payload.json()));
        same(text, ConnectJson::read);
        same(text, ConnectJson::reason);
        same(text, payload -> {
            EventJson.check(payload, ATTACHMENTS);
            return "checked";
        });
        same(text, payload -> EventJson.read(payload, ATTACHMENTS))
                .flatMap(EventJson.Body::first)
                .ifPresent(this::notification);
        Optional<EventJson.Body> event = same(text, payload -> EventJson.read(payload, List.of()));
        if (event.isPresent()) {
            event(event.get(), tree.readTree(text));
        }
        notification(text);
    }

    /** The start of the JSON in the frame makes no difference. */
    private static <T> Optional<T> same(String text, Reader<T> reader) {
        Optional<T> alone = read(new JsonSlice(text, 0), reader);
        assertThat(read(new JsonSlice(BEFORE + text, BEFORE.length()), reader)).isEqualTo(alone);
        return alone;
    }

    private static <T> Optional<T> read(JsonSlice payload, Reader<T> reader) {
        try {
            return Optional.of(reader.read(payload));
        } catch (ProtocolException e) {
            assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(200).doesNotContain("s3cr3t");
            return Optional.empty();
        }
    }

    private void event(EventJson.Body body, JsonNode event) {
        assertThat(body.name())
                .isEqualTo(event.get(0).isTextual() ? event.get(0).textValue() : body.name());
        if (event.path(1).isTextual()) {
            assertThat(body.first()).contains(event.get(1).textValue());
        } else {
            assertThat(body.first().isPresent()).isEqualTo(event.path(1).isObject());
        }
        body.first().ifPresent(this::notification);
    }

    private void notification(String text) {
        NotificationJson.Read read = NotificationJson.read(text, TARGET, "", NOW);
        for (DriveNotification one : read.notifications()) {
            assertThat(text).contains(one.json());
            assertThat(NotificationJson.read("{\"value\":[" + one.json() + "]}", TARGET, "", NOW))
                    .isEqualTo(new NotificationJson.Read(List.of(one), true));
        }
    }
}
