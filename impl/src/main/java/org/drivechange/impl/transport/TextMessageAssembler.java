// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.transport;

import jakarta.websocket.MessageHandler;
import org.drivechange.impl.connection.WebSocketListener;

/**
 * Puts a text together that comes in parts, up to a limit. Containers that are asked for whole texts have a limit of their
 * own, but Undertow forgets it once a part has to be waited for.
 */
final class TextMessageAssembler implements MessageHandler.Partial<String> {

    private final WebSocketListener listener;
    private final int most;
    /** Null between texts: most come in one part. */
    private StringBuilder begun;

    private boolean overrun;

    /**
     * Waits for the first part.
     *
     * @param most characters, of which none takes less than a byte
     */
    TextMessageAssembler(WebSocketListener listener, int most) {
        this.listener = listener;
        this.most = most;
    }

    @Override
    public void onMessage(String part, boolean last) {
        if (overrun) {
            return;
        }
        if (length() + part.length() > most) {
            overrun = true;
            begun = null;
            listener.tooLarge("a text of more than " + most + " characters");
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
