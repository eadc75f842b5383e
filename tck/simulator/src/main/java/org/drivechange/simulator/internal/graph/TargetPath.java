// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.graph;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parser of the five forms of a target, percent-encoded or decoded. */
public final class TargetPath {

    private static final Pattern REQUEST = Pattern.compile("/(?:v1\\.0|beta)(/.+)/subscriptions/socketIo");

    private static final Pattern FORMS = Pattern.compile("/me/drive/root"
            + "|/drives/[^/]+/(?:root|list)"
            + "|/groups/[^/]+/drive/root"
            + "|/sites/[^/]+/lists/[^/]+/drive/root");

    private TargetPath() {}

    /** Returns the decoded target of a request's raw path. */
    static Optional<String> ofRequest(String rawPath) {
        Matcher request = REQUEST.matcher(rawPath);
        if (!request.matches() || !FORMS.matcher(request.group(1)).matches()) {
            return Optional.empty();
        }
        // URLDecoder decodes forms, where a plus is a space; in a path it is literal
        return Optional.of(URLDecoder.decode(request.group(1).replace("+", "%2B"), StandardCharsets.UTF_8));
    }

    public static String checked(String target) {
        if (target == null || !FORMS.matcher(target).matches()) {
            throw new IllegalArgumentException("Expected a target of the form /me/drive/root, /drives/{driveId}/root,"
                    + " /drives/{driveId}/list, /groups/{groupId}/drive/root or"
                    + " /sites/{siteId}/lists/{listId}/drive/root but found "
                    + (target == null ? "null" : "\"" + target + "\"") + ".");
        }
        return target;
    }
}
