// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

import java.time.Duration;
import java.util.Objects;

/**
 * How subscriptions are granted.
 *
 * @param life how long one lasts, never null
 * @param callbackUrl whether its notificationUrl is the one of the documentation of 2019, {@code /…/callback?…}
 * @param query what the notificationUrl's query holds besides the credentials, percent-encoded; empty for nothing
 */
public record SubscriptionTerms(Duration life, boolean callbackUrl, String query) {

    /**
     * Checks that there are a life and a query.
     *
     * @param life how long one lasts
     * @param callbackUrl the form of the notificationUrl
     * @param query more of its query
     */
    public SubscriptionTerms {
        Objects.requireNonNull(life, "life");
        Objects.requireNonNull(query, "query");
    }
}
