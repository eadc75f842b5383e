// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.graph;

import java.time.Duration;

/**
 * Graph's answer to {@code GET {target}/subscriptions/socketIo}.
 *
 * @param id Graph's id of the subscription
 * @param notificationUrl where notifications come from; its query is the credential that opens it
 * @param life how long the subscription lasts from the moment of the answer, positive
 * @see <a href="https://learn.microsoft.com/graph/api/subscriptions-socketio">Get websocket endpoint</a>
 */
public record Subscription(String id, String notificationUrl, Duration life) implements SubscriptionResult {

    @Override
    public String toString() {
        return "Subscription[id=" + id + ", life=" + life + ", notificationUrl redacted]";
    }
}
