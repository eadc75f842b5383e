// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

import java.time.Duration;
import java.util.Objects;

/**
 * Options of a target's subscriptions.
 *
 * @param life the life of a subscription, never null
 * @param callbackUrl whether the notificationUrl has the form documented in 2019, {@code /…/callback?…}
 * @param query further parameters of the notificationUrl's query, percent-encoded; may be empty
 */
public record SubscriptionOptions(Duration life, boolean callbackUrl, String query) {

    /**
     * Checks that life and query are not null.
     *
     * @param life as the component
     * @param callbackUrl as the component
     * @param query as the component
     */
    public SubscriptionOptions {
        Objects.requireNonNull(life, "life");
        Objects.requireNonNull(query, "query");
    }
}
