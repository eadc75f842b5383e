// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import java.util.ArrayList;
import java.util.List;

/** Result of a signal: the next state of the session, and its commands in order of execution. */
public record Transition(SessionSnapshot session, List<Command> commands) {

    static Transition of(RetryHistory history, SessionState state, Command... commands) {
        return new Transition(new SessionSnapshot(history, state), List.of(commands));
    }

    static Transition of(RetryHistory history, SessionState state, List<Command> commands) {
        return new Transition(new SessionSnapshot(history, state), commands);
    }

    Transition precededBy(List<Command> earlier) {
        if (earlier.isEmpty()) {
            return this;
        }
        if (commands.isEmpty()) {
            return new Transition(session, earlier);
        }
        List<Command> all = new ArrayList<>(earlier);
        all.addAll(commands);
        return new Transition(session, all);
    }
}
