// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.transport;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.drivechange.impl.connection.WebSocketConnection;
import org.drivechange.impl.connection.WebSocketListener;

/** Records why connections were lost. */
final class LostConnections implements WebSocketListener {

    private final List<String> found = new CopyOnWriteArrayList<>();

    List<String> found() {
        return List.copyOf(found);
    }

    @Override
    public void opened(WebSocketConnection link) {}

    @Override
    public void text(String frame) {}

    @Override
    public void binary(ByteBuffer frame) {}

    @Override
    public void ponged() {}

    @Override
    public void tooLarge(String why) {
        found.add(why);
    }

    @Override
    public void lost(String why) {
        found.add(why);
    }
}
