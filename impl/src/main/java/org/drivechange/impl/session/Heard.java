// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import java.util.List;
import java.util.Optional;

/** A conversation after one step, and what came of it, in order. */
record Heard(Conversation conversation, List<Utterance> utterances) {

    static Heard nothing(Conversation conversation) {
        return new Heard(conversation, List.of());
    }

    static Heard over(Conversation conversation, Problem problem) {
        return new Heard(conversation, List.of(new Utterance.Over(problem)));
    }

    /** Why the conversation is over, empty when it goes on. */
    Optional<Problem> problem() {
        for (Utterance said : utterances) {
            if (said instanceof Utterance.Over over) {
                return Optional.of(over.problem());
            }
        }
        return Optional.empty();
    }
}
