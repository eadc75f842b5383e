// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

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
record Early(Utterance last, Early before, int weight, Optional<String> offset) {

    private static final int MAX_WEIGHT = 16_000_000;

    /** What an utterance takes besides its text, and each notification in it. */
    private static final int OVERHEAD = 200;

    static Early none(Optional<String> offset) {
        return new Early(null, null, 0, offset);
    }

    Early and(Utterance said, int characters) {
        int parts = said instanceof Utterance.Notified notified
                ? 1 + notified.notifications().size()
                : 1;
        return new Early(said, this, weight + characters + OVERHEAD * parts, offset);
    }

    Early at(Optional<String> newOffset) {
        return newOffset.isPresent() ? new Early(last, before, weight, newOffset) : this;
    }

    boolean full() {
        return weight >= MAX_WEIGHT;
    }

    List<Utterance> inOrder() {
        List<Utterance> all = new ArrayList<>();
        for (Early one = this; one.last != null; one = one.before) {
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
