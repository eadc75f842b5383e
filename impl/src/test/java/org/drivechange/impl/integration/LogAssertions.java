// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Checks the log at the finest level for internal errors of DriveChange. */
final class LogAssertions extends Handler implements AutoCloseable {

    private final Logger logger = Logger.getLogger("org.drivechange");
    private final List<String> offences = new CopyOnWriteArrayList<>();

    private final Level before = logger.getLevel();

    LogAssertions(Level level) {
        logger.setLevel(level);
        logger.addHandler(this);
    }

    @Override
    public void publish(LogRecord line) {
        if (line.getMessage().contains("DRC3999")) {
            offences.add(line.getMessage() + ": " + line.getThrown());
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setLevel(before);
        assertThat(offences).isEmpty();
    }
}
