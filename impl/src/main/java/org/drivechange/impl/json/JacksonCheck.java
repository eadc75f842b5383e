// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.json.PackageVersion;
import java.io.IOException;
import java.security.CodeSource;
import java.util.Optional;

/** Checks that the Jackson that the application or its server brings has what this package needs. */
public final class JacksonCheck {

    private JacksonCheck() {}

    /** What is wrong with it; empty where it can be used. */
    public static Optional<String> problem() {
        try (JsonParser parser = JsonText.open("{}", 0)) {
            JsonText.scalars(parser);
            return Optional.empty();
        } catch (LinkageError unusable) {
            return Optional.of(found() + " cannot be used (" + unusable
                    + "); expected com.fasterxml.jackson.core:jackson-core 2.17 or"
                    + " newer. Update it, or remove the older one from the application or the server.");
        } catch (IOException | MalformedJsonException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String found() {
        try {
            CodeSource source = JsonFactory.class.getProtectionDomain().getCodeSource();
            return "Jackson " + PackageVersion.VERSION
                    + (source == null ? "" : " of " + source.getLocation().getPath());
        } catch (LinkageError missing) {
            return "Jackson";
        }
    }
}
