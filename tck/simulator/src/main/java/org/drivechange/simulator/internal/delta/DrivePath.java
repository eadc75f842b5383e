// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.delta;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parser of the paths of a drive and of its delta. */
final class DrivePath {

    private static final String VERSION_AND_DRIVE =
            "(/(?:v1\\.0|beta))" + "(/me/drive|/drives/[^/]+|/groups/[^/]+/drive|/sites/[^/]+/lists/[^/]+/drive)";

    private static final Pattern DRIVE = Pattern.compile(VERSION_AND_DRIVE);

    private static final Pattern DELTA =
            Pattern.compile(VERSION_AND_DRIVE + "/(root|items/[^/]+)/delta(?:\\(token='([^']*)'\\))?");

    private DrivePath() {}

    /** Returns the decoded target of a request for a drive's properties. */
    static Optional<String> drive(String rawPath) {
        return target(DRIVE.matcher(rawPath));
    }

    /** Returns the decoded target of a delta request. */
    static Optional<String> delta(String rawPath) {
        return target(DELTA.matcher(rawPath));
    }

    /** Returns the id of the item below which the delta is requested, {@code root} for the root. */
    static String item(String rawPath) {
        Matcher delta = DELTA.matcher(rawPath);
        return delta.matches() ? decoded(delta.group(3).replaceFirst("^items/", "")) : "root";
    }

    /** Returns the token of the function form. */
    static Optional<String> functionToken(String rawPath) {
        Matcher delta = DELTA.matcher(rawPath);
        return delta.matches() ? Optional.ofNullable(delta.group(4)).map(DrivePath::decoded) : Optional.empty();
    }

    /** Decodes percent-encoded text, in which a plus is literal. */
    static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static Optional<String> target(Matcher path) {
        return path.matches() ? Optional.of(decoded(path.group(2)) + "/root") : Optional.empty();
    }
}
