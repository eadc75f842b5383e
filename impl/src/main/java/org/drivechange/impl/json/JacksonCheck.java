// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.json;

import com.fasterxml.jackson.core.json.PackageVersion;
import java.util.Optional;

/** Checks at deployment that the class path contains a supported version of Jackson. */
public final class JacksonCheck {

    /** Newest class that this package needs. A server or a library may put an older Jackson first on the class path. */
    private static final String NEEDED = "com.fasterxml.jackson.core.util.JsonRecyclerPools";

    private JacksonCheck() {}

    /**
     * Returns the version found instead of a supported one, empty if Jackson is supported. Initializes no class of a supported
     * Jackson.
     */
    public static Optional<String> unusable() {
        try {
            Class.forName(NEEDED, false, JacksonCheck.class.getClassLoader());
            return Optional.empty();
        } catch (ClassNotFoundException | LinkageError e) {
            return Optional.of(found());
        }
    }

    private static String found() {
        try {
            return String.valueOf(PackageVersion.VERSION);
        } catch (LinkageError e) {
            return "none";
        }
    }
}
