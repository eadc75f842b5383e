// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.graph;

import java.time.Duration;

/**
 * Graph's answer to {@code GET {target}/subscriptions/socketIo}.
 *
 * @param id Graph's id of the subscription
 * @param notificationUrl the endpoint of the notifications; its query is a credential
 * @param lifetime the lifetime of the subscription from the time of the response, positive
 * @see <a href="https://learn.microsoft.com/graph/api/subscriptions-socketio">Get websocket endpoint</a>
 */
public record Subscription(String id, String notificationUrl, Duration lifetime) implements SubscriptionResult {

    @Override
    public String toString() {
        return "Subscription[id=" + id + ", lifetime=" + lifetime + ", notificationUrl redacted]";
    }
}
