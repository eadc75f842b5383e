// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.sym.ByteQuadsCanonicalizer;
import com.fasterxml.jackson.core.sym.CharsToNameCanonicalizer;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.drivechange.DriveTarget;
import org.drivechange.impl.diagnostics.ProtocolException;
import org.drivechange.impl.socketio.JsonSlice;
import org.junit.jupiter.api.Test;

/** Member names chosen by a hostile host. */
class MemberNamesTest {

    private static final int NAMES = 2_000;
    private static final DriveTarget TARGET = DriveTarget.parse("/me/drive/root");

    @Test
    void parser_keeps_no_member_name_after_the_text_is_read() throws Exception {
        String object = IntStream.range(0, NAMES)
                .mapToObj(i -> "\"" + i + "a".repeat(250) + "\":0")
                .collect(Collectors.joining(",", "{", "}"));
        EventJson.read(new JsonSlice("42[\"x\"," + object + "]", 2), List.of());
        EventJson.read(new JsonSlice("[\"x\"," + object + "]", 0), List.of());
        ConnectJson.reason(new JsonSlice(object, 0));
        NotificationJson.read("{\"value\":[" + object + "]}", TARGET, "", Instant.EPOCH);
        GraphErrorJson.read(object.getBytes(StandardCharsets.UTF_8));
        DeltaPageJson.read(
                new ByteArrayInputStream(("{\"value\":[],\"x\":" + object + "}").getBytes(StandardCharsets.UTF_8)),
                new ItemOrigin(TARGET, "", "d", 0, false, Instant.EPOCH));

        JsonFactory factory = (JsonFactory) field(JsonParsers.class, "FACTORY").get(null);
        CharsToNameCanonicalizer characters = (CharsToNameCanonicalizer)
                field(JsonFactory.class, "_rootCharSymbols").get(factory);
        ByteQuadsCanonicalizer bytes = (ByteQuadsCanonicalizer)
                field(JsonFactory.class, "_byteSymbolCanonicalizer").get(factory);
        assertThat(characters.size()).as("names from characters").isZero();
        assertThat(bytes.size()).as("names from bytes").isZero();
    }

    @Test
    void parser_rejects_member_names_over_256_characters() throws Exception {
        EventJson.read(new JsonSlice(event("a".repeat(256)), 0), List.of());
        for (String name : List.of("a".repeat(257), "a".repeat(50_000), "\\u0061".repeat(257))) {
            assertThatExceptionOfType(ProtocolException.class)
                    .isThrownBy(() -> EventJson.read(new JsonSlice(event(name), 0), List.of()));
            assertThatExceptionOfType(ProtocolException.class)
                    .isThrownBy(() -> SubscriptionJson.read(
                            ("{\"notificationUrl\":\"wss://h\",\"" + name + "\":0}").getBytes(StandardCharsets.UTF_8)));
            assertThat(NotificationJson.read("{\"value\":[{\"" + name + "\":0}]}", TARGET, "", Instant.EPOCH)
                            .complete())
                    .isFalse();
        }
    }

    private static String event(String name) {
        return "[\"x\",{\"" + name + "\":0}]";
    }

    private static Field field(Class<?> type, String name) throws NoSuchFieldException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }
}
