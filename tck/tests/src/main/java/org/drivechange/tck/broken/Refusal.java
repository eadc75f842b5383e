// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.broken;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.drivechange.tck.Patience.eventually;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jboss.arquillian.container.test.api.Deployer;

/** A deployment that fails, and what is then read by whoever deployed it: the tool's message, and the server's log. */
public final class Refusal {

    /** Where the server logs: a system property beside the tests; without it the tool's message alone must do. */
    private static final String LOG = "tck.server-log";

    private Refusal() {}

    /** All that can be read about a deployment that must fail; an assertion error where it does not. */
    public static String of(Deployer deployer, String name) {
        long before = logSize();
        Throwable thrown = catchThrowable(() -> deployer.deploy(name));
        try {
            assertThat(thrown).as("the failure of " + name).isNotNull();
            return messages(thrown)
                    + (log() == null ? "(and no server's log: " + LOG + " names none)" : logSince(before));
        } finally {
            tidyUp(deployer, name);
        }
    }

    private static void tidyUp(Deployer deployer, String name) {
        try {
            deployer.undeploy(name);
        } catch (RuntimeException notThere) {
            // some servers keep what they refused; those that do not, complain
        }
    }

    private static String messages(Throwable thrown) {
        StringBuilder text = new StringBuilder();
        for (Throwable one = thrown; one != null; one = one.getCause()) {
            text.append(one.getMessage()).append('\n');
        }
        return text.toString();
    }

    private static long logSize() {
        try {
            Path log = log();
            return log == null || !Files.exists(log) ? 0 : Files.size(log);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
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
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What the server has to say may come a little later than what its tool says. */
    private static void awaitLastLine() {
        long[] size = {-1};
        eventually().pollInterval(Duration.ofMillis(200)).until(() -> size[0] == (size[0] = logSize()));
    }

    private static Path log() {
        String path = System.getProperty(LOG);
        return path == null || path.isBlank() ? null : Path.of(path);
    }
}
