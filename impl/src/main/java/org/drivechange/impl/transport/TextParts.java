// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.transport;

import jakarta.websocket.MessageHandler;
import org.drivechange.impl.session.LinkListener;

/**
 * Puts a text together that comes in parts, up to a limit. Containers that are asked for whole texts have a limit of their
 * own, but Undertow forgets it once a part has to be waited for.
 */
final class TextParts implements MessageHandler.Partial<String> {

    private final LinkListener listener;
    private final int most;
    private StringBuilder begun = new StringBuilder();
    private boolean overrun;

    /**
     * Waits for the first part.
     *
     * @param most characters, of which none takes less than a byte
     */
    TextParts(LinkListener listener, int most) {
        this.listener = listener;
        this.most = most;
    }

    @Override
    public void onMessage(String part, boolean last) {
        if (overrun) {
            return;
        }
        if (begun.length() + part.length() > most) {
            overrun = true;
            begun = new StringBuilder();
            listener.tooLarge("a text of more than " + most + " characters");
        } else if (last) {
            String text = begun.isEmpty() ? part : begun.append(part).toString();
            begun = new StringBuilder();
            listener.text(text);
        } else {
            begun.append(part);
        }
    }
}
