// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.transport;

import jakarta.websocket.MessageHandler;
import org.drivechange.impl.connection.WebSocketListener;

/**
 * Assembles partial text messages up to a maximum size. Containers have their own limit for whole messages, but
 * Undertow ignores it once it has to wait for a part.
 */
final class TextMessageAssembler implements MessageHandler.Partial<String> {

    private final WebSocketListener listener;
    private final int maxLength;
    /** Null between messages. Most have one part. */
    private StringBuilder begun;

    private boolean overrun;

    /**
     * Creates an assembler.
     *
     * @param maxLength maximum length in characters, each of which takes at least one byte
     */
    TextMessageAssembler(WebSocketListener listener, int maxLength) {
        this.listener = listener;
        this.maxLength = maxLength;
    }

    @Override
    public void onMessage(String part, boolean last) {
        if (overrun) {
            return;
        }
        if (length() + part.length() > maxLength) {
            overrun = true;
            begun = null;
            listener.tooLarge("a text of more than " + maxLength + " characters");
        } else if (last) {
            listener.text(whole(part));
        } else {
            begin().append(part);
        }
    }

    private int length() {
        return begun == null ? 0 : begun.length();
    }

    private StringBuilder begin() {
        if (begun == null) {
            begun = new StringBuilder();
        }
        return begun;
    }

    private String whole(String part) {
        if (begun == null) {
            return part;
        }
        String text = begun.append(part).toString();
        begun = null;
        return text;
    }
}
