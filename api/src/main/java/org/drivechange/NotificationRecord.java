// SPDX-License-Identifier: Apache-2.0
package org.drivechange;

import java.time.Instant;
import java.util.Objects;

record NotificationRecord(
        DriveTarget target,
        String account,
        Instant at,
        long epoch,
        Cause cause,
        Instant since,
        String subscriptionId,
        String clientState,
        String resource,
        String tenantId,
        String siteUrl,
        String webId,
        Instant expiration,
        String json)
        implements DriveNotification {

    NotificationRecord {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(since, "since");
    }

    /** Returns a text for a log line, without {@code clientState}, which some applications treat as a secret. */
    @Override
    public String toString() {
        return "DriveNotification[" + cause + " " + SanitizedText.of(this) + " at=" + at
                + (since.equals(at) ? "" : " since=" + since)
                + (subscriptionId == null ? "" : " subscription=" + SanitizedText.of(subscriptionId)) + "]";
    }
}
