// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.drivechange.impl.diagnostics.ErrorCode;

/** Collects all deployment problems and reports them in one message. */
final class DeploymentProblems {

    private final Set<String> lines = new LinkedHashSet<>();

    void add(ErrorCode code, String message) {
        add(code.message(message));
    }

    /** Adds a line that starts with its code. */
    synchronized void add(String line) {
        lines.add(line);
    }

    synchronized boolean isEmpty() {
        return lines.isEmpty();
    }

    synchronized Optional<String> asMessage() {
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of("DriveChange cannot be deployed:" + System.lineSeparator() + "  "
                        + String.join(System.lineSeparator() + "  ", lines));
    }
}
