// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.connection;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Buffer of protocol events received before the CONNECT answer: a server that recovers a connection replays first. An immutable
 * linked list, last event first, so adding takes constant time.
 *
 * @param weight total size in characters
 * @param offset offset of the last event
 */
record PreJoinBuffer(ProtocolEvent last, PreJoinBuffer before, int weight, Optional<String> offset) {

    private static final int MAX_WEIGHT = 16_000_000;

    /** Overhead in characters of an event, and of each notification in it. */
    private static final int OVERHEAD = 200;

    static PreJoinBuffer empty(Optional<String> offset) {
        return new PreJoinBuffer(null, null, 0, offset);
    }

    PreJoinBuffer with(ProtocolEvent event, int characters) {
        int parts = event instanceof ProtocolEvent.Notifications notifications
                ? 1 + notifications.notifications().size()
                : 1;
        return new PreJoinBuffer(event, this, weight + characters + OVERHEAD * parts, offset);
    }

    PreJoinBuffer withOffset(Optional<String> newOffset) {
        return newOffset.isPresent() ? new PreJoinBuffer(last, before, weight, newOffset) : this;
    }

    boolean full() {
        return weight >= MAX_WEIGHT;
    }

    List<ProtocolEvent> inOrder() {
        List<ProtocolEvent> all = new ArrayList<>();
        for (PreJoinBuffer node = this; node.last != null; node = node.before) {
            all.add(node.last);
        }
        Collections.reverse(all);
        return all;
    }

    @Override
    public String toString() {
        return "PreJoinBuffer[" + weight + " characters]";
    }
}
