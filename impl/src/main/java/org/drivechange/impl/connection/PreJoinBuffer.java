// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.connection;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What was heard before the CONNECT answer: a server that recovers a connection replays first. The last comes first, so
 * that adding costs the same however many there are.
 *
 * @param weight what all of it takes, in characters
 * @param offset the last event's offset
 */
record PreJoinBuffer(ProtocolEvent last, PreJoinBuffer before, int weight, Optional<String> offset) {

    private static final int MAX_WEIGHT = 16_000_000;

    /** What an utterance takes besides its text, and each notification in it. */
    private static final int OVERHEAD = 200;

    static PreJoinBuffer empty(Optional<String> offset) {
        return new PreJoinBuffer(null, null, 0, offset);
    }

    PreJoinBuffer with(ProtocolEvent said, int characters) {
        int parts = said instanceof ProtocolEvent.Notifications notified
                ? 1 + notified.notifications().size()
                : 1;
        return new PreJoinBuffer(said, this, weight + characters + OVERHEAD * parts, offset);
    }

    PreJoinBuffer withOffset(Optional<String> newOffset) {
        return newOffset.isPresent() ? new PreJoinBuffer(last, before, weight, newOffset) : this;
    }

    boolean full() {
        return weight >= MAX_WEIGHT;
    }

    List<ProtocolEvent> inOrder() {
        List<ProtocolEvent> all = new ArrayList<>();
        for (PreJoinBuffer one = this; one.last != null; one = one.before) {
            all.add(one.last);
        }
        Collections.reverse(all);
        return all;
    }

    @Override
    public String toString() {
        return "Early[" + weight + " characters]";
    }
}
