// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.json;

import com.fasterxml.jackson.core.json.PackageVersion;
import java.util.Optional;

/** Checks at deployment that the Jackson on the class path is one that this package can use. */
public final class JacksonCheck {

    /** The newest class that this package needs; a server or a library may put an older Jackson before ours. */
    private static final String NEEDED = "com.fasterxml.jackson.core.util.JsonRecyclerPools";

    private JacksonCheck() {}

    /** What was found in place of a usable Jackson; empty where there is one. Initializes no class of it if there is. */
    public static Optional<String> unusable() {
        try {
            Class.forName(NEEDED, false, JacksonCheck.class.getClassLoader());
            return Optional.empty();
        } catch (ClassNotFoundException | LinkageError missing) {
            return Optional.of(found());
        }
    }

    private static String found() {
        try {
            return String.valueOf(PackageVersion.VERSION);
        } catch (LinkageError none) {
            return "none";
        }
    }
}
