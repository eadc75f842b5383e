// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.cli;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.drivechange.simulator.IdentityPlatform;
import org.drivechange.simulator.TestAuthority;
import org.drivechange.simulator.TestAuthority.Certificate;

/** The identity platform as the program starts it, and whom its clients have to trust. */
record IdentityPlatformLauncher(IdentityPlatform platform, Path trustStore) {

    static IdentityPlatformLauncher start(Optional<Path> directory) {
        Path stores = directory.orElseGet(IdentityPlatformLauncher::temporary);
        TestAuthority authority = TestAuthority.in(stores);
        IdentityPlatform platform = IdentityPlatform.start(authority.server(Certificate.GOOD));
        if (directory.isEmpty()) {
            deleteOnExit(stores);
        }
        return new IdentityPlatformLauncher(platform, authority.trustStore().toAbsolutePath());
    }

    /** The options of a client's JVM. */
    String trust() {
        return "-Djavax.net.ssl.trustStore=" + trustStore + " -Djavax.net.ssl.trustStorePassword="
                + TestAuthority.PASSWORD;
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("drivechange-simulator");
        } catch (IOException failed) {
            throw new UncheckedIOException("A temporary directory cannot be made: " + failed.getMessage(), failed);
        }
    }

    private static void deleteOnExit(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            // the JVM deletes what it was told last first
            directory.toFile().deleteOnExit();
            files.map(Path::toFile).forEach(File::deleteOnExit);
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot list " + directory + ": " + failed.getMessage(), failed);
        }
    }
}
