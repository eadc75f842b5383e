// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What is logged at the default level from its making until it is closed. */
public final class LogLines extends Handler implements AutoCloseable {

    private final Logger logger = Logger.getLogger("org.drivechange");
    private final List<String> told = new CopyOnWriteArrayList<>();

    public LogLines() {
        logger.addHandler(this);
    }

    /** The lines, oldest first. */
    public List<String> told() {
        return told;
    }

    @Override
    public void publish(LogRecord line) {
        told.add(line.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
