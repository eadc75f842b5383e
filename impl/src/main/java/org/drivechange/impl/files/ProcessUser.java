// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;

/**
 * Finds the user that this process runs as. {@code user.name} is not sufficient, because a container user may have no name.
 */
final class ProcessUser {

    private ProcessUser() {}

    /** Returns the owner of a temporary file. Empty if none can be created. */
    static Optional<UserPrincipal> find() {
        try {
            Path probe = Files.createTempFile("drivechange", null);
            try {
                return Optional.of(Files.getOwner(probe));
            } finally {
                Files.delete(probe);
            }
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }
}
