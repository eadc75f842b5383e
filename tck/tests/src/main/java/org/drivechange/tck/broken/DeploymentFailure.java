// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.broken;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.drivechange.tck.Timeouts.eventually;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jboss.arquillian.container.test.api.Deployer;

/** Messages of a failed deployment: the tool's message and the server's log. */
public final class DeploymentFailure {

    /**
     * System property of the test process that names the server's log; without it only the tool's message is checked.
     */
    private static final String LOG = "tck.server-log";

    private DeploymentFailure() {}

    /** Returns all messages of a deployment that must fail; throws an assertion error if it succeeds. */
    public static String messagesOf(Deployer deployer, String name) {
        long before = logSize();
        Throwable thrown = catchThrowable(() -> deployer.deploy(name));
        try {
            assertThat(thrown).as("the failure of " + name).isNotNull();
            return messages(thrown)
                    + (log() == null
                            ? "(no server log: the system property " + LOG + " is not set)"
                            : logSince(before));
        } finally {
            undeploy(deployer, name);
        }
    }

    private static void undeploy(Deployer deployer, String name) {
        try {
            deployer.undeploy(name);
        } catch (RuntimeException ignored) {
            // some servers keep a failed deployment; the others report an error here
        }
    }

    private static String messages(Throwable thrown) {
        StringBuilder text = new StringBuilder();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            text.append(cause.getMessage()).append('\n');
        }
        return text.toString();
    }

    private static long logSize() {
        try {
            Path log = log();
            return log == null || !Files.exists(log) ? 0 : Files.size(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String logSince(long before) {
        Path log = log();
        if (log == null) {
            return "";
        }
        awaitLastLine();
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(Math.min(before, file.length()));
            byte[] bytes = new byte[(int) (file.length() - file.getFilePointer())];
            file.readFully(bytes);
            return new String(bytes, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the server's log, which may be written after the tool's message. */
    private static void awaitLastLine() {
        long[] size = {-1};
        eventually().pollInterval(Duration.ofMillis(200)).until(() -> size[0] == (size[0] = logSize()));
    }

    private static Path log() {
        String path = System.getProperty(LOG);
        return path == null || path.isBlank() ? null : Path.of(path);
    }
}
