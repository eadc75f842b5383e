// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.connection;

import java.nio.ByteBuffer;

/** Hears what happens on a link, from any thread, one call at a time; perhaps before the link's opening has returned. */
public interface WebSocketListener {

    void opened(WebSocketConnection link);

    void text(String frame);

    /**
     * A binary frame has come.
     *
     * @param frame whose content stays as it is after the call
     */
    void binary(ByteBuffer frame);

    /** The answer to a {@link WebSocketConnection#ping} has come, after all that was sent before it. */
    void ponged();

    /**
     * A message is larger than what the link takes, which is the link's end.
     *
     * @param found what the transport says, for people
     */
    void tooLarge(String found);

    /**
     * The link is gone. May come more than once.
     *
     * @param found what the transport says, for people
     */
    void lost(String found);
}
