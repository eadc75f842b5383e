// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** One answered subscription: whoever shows the token may join the namespace until it expires. */
record Grant(
        String token, String subscriptionId, String target, String namespace, String pathAndQuery, Instant expires) {

    private static final DateTimeFormatter SEVEN_DECIMALS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSS'Z'").withZone(ZoneOffset.UTC);

    String expirationDateTime() {
        return SEVEN_DECIMALS.format(expires);
    }

    boolean over(Instant now) {
        return !now.isBefore(expires);
    }
}
