// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * Captures all log records, with stack traces, until closed. All servers log through java.util.logging or receive its
 * records.
 */
final class LogCapture extends Handler implements AutoCloseable {

    private static final String PROBE = "The handler of the tests is in place";

    private final SimpleFormatter formatter = new SimpleFormatter();
    private final List<String> texts = new CopyOnWriteArrayList<>();
    private final Logger root = Logger.getLogger("");

    private LogCapture() {}

    static LogCapture start() {
        LogCapture records = new LogCapture();
        records.root.addHandler(records);
        // otherwise a handler that is never called would find no secret either
        System.getLogger("org.drivechange.tck").log(System.Logger.Level.WARNING, PROBE);
        assertThat(records.texts).as("log records").contains(PROBE);
        return records;
    }

    List<String> texts() {
        return texts;
    }

    @Override
    public void publish(LogRecord logged) {
        texts.add(formatter.formatMessage(logged));
        if (logged.getThrown() != null) {
            StringWriter trace = new StringWriter();
            logged.getThrown().printStackTrace(new PrintWriter(trace, true));
            texts.add(trace.toString());
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        root.removeHandler(this);
    }
}
