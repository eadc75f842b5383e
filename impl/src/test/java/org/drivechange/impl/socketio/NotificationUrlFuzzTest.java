// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.drivechange.impl.diagnostics.ProtocolException;
import org.drivechange.impl.socketio.NotificationUrl.Reading;

/** Parses arbitrary text as a notificationUrl. */
class NotificationUrlFuzzTest {

    private static final Set<String> OF_ENGINE_IO = Set.of("EIO", "transport", "sid", "b64");

    @FuzzTest
    void url_keeps_host_and_query(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        for (Reading reading : Reading.values()) {
            try {
                check(NotificationUrl.parse(text, reading), URI.create(text), reading);
            } catch (ProtocolException e) {
                assertThat(e.getMessage()).startsWith("expected ").hasSizeLessThan(200);
            }
        }
    }

    private static void check(NotificationUrl url, URI given, Reading reading) throws ProtocolException {
        for (String revision : List.of("3", "4")) {
            URI engine = url.engineUri(revision);
            assertThat(engine.getHost()).isEqualTo(given.getHost().toLowerCase(Locale.ROOT));
            assertThat(engine.getRawUserInfo()).isNull();
            assertThat(engine.getRawFragment()).isNull();
            assertThat(engine.getRawPath()).isEqualTo("/socket.io/");
            assertThat(engine.getScheme()).isEqualTo(url.secure() ? "wss" : "ws");
            checkQuery(given.getRawQuery() == null ? "" : given.getRawQuery(), engine.getRawQuery(), revision);
        }
        if (given.getRawQuery() != null) {
            String other = given.toString().replaceFirst("\\?[^#]*", "?other=one");
            assertThat(url).hasToString(NotificationUrl.parse(other, reading).toString());
        }
        assertThat(url.namespace()).startsWith("/").doesNotContain(",", "?");
    }

    /** Only parameters of Engine.IO are removed; the others are unchanged and in order. */
    private static void checkQuery(String given, String engine, String revision) {
        String added = "EIO=" + revision + "&transport=websocket";
        assertThat(engine).endsWith(added);
        String kept = engine.substring(0, engine.length() - added.length());
        Deque<String> remaining = new ArrayDeque<>(List.of(kept.split("&", -1)));
        for (String parameter : given.split("&", -1)) {
            if (parameter.equals(remaining.peek())) {
                remaining.pop();
                assertThat(OF_ENGINE_IO).doesNotContain(name(parameter));
            } else {
                assertThat(OF_ENGINE_IO).contains(name(parameter));
            }
        }
        assertThat(String.join("", remaining)).isEmpty();
    }

    private static String name(String parameter) {
        return URLDecoder.decode(parameter.split("=", 2)[0], StandardCharsets.UTF_8);
    }
}
