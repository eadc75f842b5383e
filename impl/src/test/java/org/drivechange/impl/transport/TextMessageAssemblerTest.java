// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.drivechange.impl.connection.WebSocketConnection;
import org.drivechange.impl.connection.WebSocketListener;
import org.junit.jupiter.api.Test;

class TextMessageAssemblerTest {

    private final List<String> told = new ArrayList<>();

    private final TextMessageAssembler parts = new TextMessageAssembler(
            new WebSocketListener() {
                @Override
                public void opened(WebSocketConnection link) {}

                @Override
                public void text(String frame) {
                    told.add(frame);
                }

                @Override
                public void binary(ByteBuffer frame) {}

                @Override
                public void ponged() {}

                @Override
                public void tooLarge(String found) {
                    told.add("too large: " + found);
                }

                @Override
                public void lost(String found) {}
            },
            10);

    @Test
    void assembler_joins_parts_into_the_sent_texts() {
        parts.onMessage("one", true);
        parts.onMessage("t", false);
        parts.onMessage("", false);
        parts.onMessage("w", false);
        parts.onMessage("o", true);
        parts.onMessage("three", false);
        parts.onMessage("", true);
        parts.onMessage("", true);
        parts.onMessage("0123456789", true);
        assertThat(told).containsExactly("one", "two", "three", "", "0123456789");
    }

    @Test
    void too_large_message_is_reported_once_and_ends_delivery() {
        parts.onMessage("01234567", false);
        parts.onMessage("89a", false);
        parts.onMessage("b", true);
        parts.onMessage("next", true);
        assertThat(told).containsExactly("too large: a text of more than 10 characters");
    }
}
