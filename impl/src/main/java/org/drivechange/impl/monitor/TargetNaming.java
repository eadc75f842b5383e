// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.monitor;

import org.drivechange.DriveTarget;
import org.drivechange.impl.diagnostics.SanitizedText;
import org.drivechange.impl.graph.SessionKey;

/**
 * Naming of targets in monitoring data.
 *
 * @param targets whether targets are distinguished; otherwise only their form is shown, and no account
 */
public record TargetNaming(boolean targets) {

    /** Returns the name of a session's target. */
    public TargetName of(SessionKey key) {
        String template = template(key.target());
        return targets
                ? new TargetName(template, SanitizedText.of(key.target().path()), SanitizedText.of(key.account()))
                : new TargetName(template, null, null);
    }

    private static String template(DriveTarget target) {
        String[] parts = target.path().split("/", -1);
        return switch (parts[1]) {
            case "drives" -> "/drives/{driveId}/" + parts[3];
            case "groups" -> "/groups/{groupId}/drive/root";
            case "sites" -> "/sites/{siteId}/lists/{listId}/drive/root";
            default -> target.path();
        };
    }
}
