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

    private final List<String> received = new ArrayList<>();

    private final TextMessageAssembler assembler = new TextMessageAssembler(
            new WebSocketListener() {
                @Override
                public void opened(WebSocketConnection connection) {}

                @Override
                public void text(String frame) {
                    received.add(frame);
                }

                @Override
                public void binary(ByteBuffer frame) {}

                @Override
                public void ponged() {}

                @Override
                public void tooLarge(String found) {
                    received.add("too large: " + found);
                }

                @Override
                public void lost(String found) {}
            },
            10);

    @Test
    void assembler_joins_parts_into_the_sent_texts() {
        assembler.onMessage("one", true);
        assembler.onMessage("t", false);
        assembler.onMessage("", false);
        assembler.onMessage("w", false);
        assembler.onMessage("o", true);
        assembler.onMessage("three", false);
        assembler.onMessage("", true);
        assembler.onMessage("", true);
        assembler.onMessage("0123456789", true);
        assertThat(received).containsExactly("one", "two", "three", "", "0123456789");
    }

    @Test
    void too_large_message_is_reported_once_and_ends_delivery() {
        assembler.onMessage("01234567", false);
        assembler.onMessage("89a", false);
        assembler.onMessage("b", true);
        assembler.onMessage("next", true);
        assertThat(received).containsExactly("too large: a text of more than 10 characters");
    }
}
