// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import java.util.ArrayList;
import java.util.List;

/** What a signal leads to: the session's next state, and commands in the order in which they are carried out. */
public record Step(Session session, List<Command> commands) {

    static Step of(History history, SessionState state, Command... commands) {
        return new Step(new Session(history, state), List.of(commands));
    }

    static Step of(History history, SessionState state, List<Command> commands) {
        return new Step(new Session(history, state), commands);
    }

    Step after(List<Command> earlier) {
        if (earlier.isEmpty()) {
            return this;
        }
        List<Command> all = new ArrayList<>(earlier);
        all.addAll(commands);
        return new Step(session, all);
    }
}
