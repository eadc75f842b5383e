// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.json;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Graph's answer to the request for a socket.io endpoint.
 *
 * @param id the subscription's id, {@code ""} when absent
 * @param notificationUrl where to connect; holds a credential
 * @param expiration when the subscription ends, as Graph wrote it, whatever that is
 * @see <a href="https://learn.microsoft.com/graph/api/subscriptions-socketio">Get websocket endpoint</a>
 */
public record SubscriptionJson(String id, String notificationUrl, Optional<String> expiration) {

    public static SubscriptionJson read(byte[] body) throws MalformedJsonException {
        try (JsonParser parser = JsonParsers.open(body)) {
            Map<String, String> members = JsonParsers.scalars(parser);
            String url = members.get("notificationUrl");
            if (url == null || url.isEmpty()) {
                throw new MalformedJsonException("expected a notificationUrl but found none");
            }
            return new SubscriptionJson(
                    Objects.requireNonNullElse(members.get("id"), ""),
                    url,
                    Optional.ofNullable(members.get("expirationDateTime")));
        } catch (IOException malformed) {
            throw JsonParsers.malformed(malformed);
        }
    }

    @Override
    public String toString() {
        return "SubscriptionJson[redacted]";
    }
}
