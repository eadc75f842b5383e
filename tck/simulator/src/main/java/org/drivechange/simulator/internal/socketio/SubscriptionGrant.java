// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.socketio;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Granted subscription: its token permits joining the namespace until it expires. */
public record SubscriptionGrant(
        String token, String subscriptionId, String target, String namespace, String pathAndQuery, Instant expires) {

    private static final DateTimeFormatter SEVEN_DECIMALS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSS'Z'").withZone(ZoneOffset.UTC);

    public String expirationDateTime() {
        return SEVEN_DECIMALS.format(expires);
    }

    boolean isExpired(Instant now) {
        return !now.isBefore(expires);
    }
}
