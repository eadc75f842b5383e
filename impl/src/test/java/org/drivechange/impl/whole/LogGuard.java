// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/** Reads along at the finest level: no fault of ours may show, and no credential. */
final class LogGuard extends Handler implements AutoCloseable {

    /** The tests' access tokens, and the query of the simulator's notificationUrls. */
    private static final Pattern SECRET = Pattern.compile("secret-token|s3cr3t|token=[^\\[]|applicationId=|snthgk=");

    private final Logger logger = Logger.getLogger("org.drivechange");
    private final List<String> offences = new CopyOnWriteArrayList<>();

    private final Level before = logger.getLevel();

    LogGuard(Level level) {
        logger.setLevel(level);
        logger.addHandler(this);
    }

    @Override
    public void publish(LogRecord line) {
        StringBuilder text = new StringBuilder(String.valueOf(line.getMessage()));
        for (Throwable one = line.getThrown(); one != null; one = one.getCause()) {
            text.append('\n').append(one);
        }
        String all = text.toString().replace("token=AccessToken", "");
        if (all.contains("DRC3999") || SECRET.matcher(all).find()) {
            offences.add(all);
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
