// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.oauth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;

/** The user that this process runs as. In a container it may have a number and no name, so {@code user.name} cannot tell. */
final class ProcessUser {

    private ProcessUser() {}

    /** The owner of a file that the process makes; empty where it can make none. */
    static Optional<UserPrincipal> find() {
        try {
            Path probe = Files.createTempFile("drivechange", null);
            try {
                return Optional.of(Files.getOwner(probe));
            } finally {
                Files.delete(probe);
            }
        } catch (IOException | UnsupportedOperationException noTemporaryFiles) {
            return Optional.empty();
        }
    }
}
