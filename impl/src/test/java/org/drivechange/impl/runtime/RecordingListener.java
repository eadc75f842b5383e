// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import java.util.ArrayList;
import java.util.List;
import org.drivechange.DriveWatch;

/** What an operator is shown of a session. */
final class RecordingListener implements SessionListener {

    private final List<String> lines = new ArrayList<>();

    @Override
    public void moved(String from, String to, DriveWatch.State shown) {
        lines.add(from + " -> " + to + " " + shown);
    }

    @Override
    public void failed(String code) {
        lines.add(code);
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
