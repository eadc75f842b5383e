// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import java.util.ArrayList;
import java.util.List;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.session.SessionPhase;

/** Records state changes and failures of a session. */
final class RecordingListener implements SessionListener {

    private final List<String> lines = new ArrayList<>();

    @Override
    public void phaseChanged(SessionPhase from, SessionPhase to) {
        lines.add(from + " -> " + to + " " + to.watchState());
    }

    @Override
    public void failed(ErrorCode code) {
        lines.add(code.code());
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
