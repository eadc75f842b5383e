// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Captures log records until it is closed. */
public final class LogLines extends Handler implements AutoCloseable {

    private final Logger logger = Logger.getLogger("org.drivechange");
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();

    public LogLines() {
        logger.addHandler(this);
    }

    /** Returns the messages at level {@code INFO} and above, oldest first. */
    public List<String> lines() {
        return records.stream()
                .filter(line -> line.getLevel().intValue() >= Level.INFO.intValue())
                .map(LogRecord::getMessage)
                .toList();
    }

    /** Returns the records of all levels, oldest first. */
    public List<LogRecord> records() {
        return List.copyOf(records);
    }

    public void clear() {
        records.clear();
    }

    @Override
    public void publish(LogRecord line) {
        records.add(line);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
