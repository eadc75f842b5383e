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
 * @param offset the last event's offset
 */
record Early(Utterance last, Early before, int size, Optional<String> offset) {

    private static final int MAX_SIZE = 65_536;

    static Early none(Optional<String> offset) {
        return new Early(null, null, 0, offset);
    }

    Early and(Utterance said) {
        return new Early(said, this, size + 1, offset);
    }

    Early at(Optional<String> newOffset) {
        return newOffset.isPresent() ? new Early(last, before, size, newOffset) : this;
    }

    boolean full() {
        return size >= MAX_SIZE;
    }

    List<Utterance> inOrder() {
        List<Utterance> all = new ArrayList<>(size);
        for (Early one = this; one.last != null; one = one.before) {
            all.add(one.last);
        }
        Collections.reverse(all);
        return all;
    }

    @Override
    public String toString() {
        return "Early[" + size + "]";
    }
}
