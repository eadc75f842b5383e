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

/** Starts the identity platform of the program and its certificate authority. */
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

    /** Returns the JVM options of a client. */
    String trustStoreOptions() {
        return "-Djavax.net.ssl.trustStore=" + trustStore + " -Djavax.net.ssl.trustStorePassword="
                + TestAuthority.PASSWORD;
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("drivechange-simulator");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create a temporary directory:  " + e.getMessage(), e);
        }
    }

    private static void deleteOnExit(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            // the JVM deletes in reverse order of registration
            directory.toFile().deleteOnExit();
            files.map(Path::toFile).forEach(File::deleteOnExit);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + directory + ": " + e.getMessage(), e);
        }
    }
}
