// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.json;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.drivechange.impl.diagnostics.ProtocolException;

/**
 * Answer of Graph to the request for a socket.io endpoint.
 *
 * @param id id of the subscription, {@code ""} if absent
 * @param notificationUrl URL to connect to; contains a credential
 * @param expiration end of the subscription, unmodified and unchecked
 * @see <a href="https://learn.microsoft.com/graph/api/subscriptions-socketio">Get websocket endpoint</a>
 */
public record SubscriptionJson(String id, String notificationUrl, Optional<String> expiration) {

    public static SubscriptionJson read(byte[] body) throws ProtocolException {
        try (JsonParser parser = JsonParsers.open(body)) {
            Map<String, String> members = JsonParsers.scalars(parser);
            String url = members.get("notificationUrl");
            if (url == null || url.isEmpty()) {
                throw new ProtocolException("expected a notificationUrl but found none");
            }
            return new SubscriptionJson(
                    Objects.requireNonNullElse(members.get("id"), ""),
                    url,
                    Optional.ofNullable(members.get("expirationDateTime")));
        } catch (IOException e) {
            throw JsonParsers.malformed(e);
        }
    }

    @Override
    public String toString() {
        return "SubscriptionJson[redacted]";
    }
}
