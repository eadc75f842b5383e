// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.graph;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.drivechange.simulator.GraphRequest;
import org.drivechange.simulator.ScriptedResponse;
import org.drivechange.simulator.internal.network.Json;
import org.drivechange.simulator.internal.socketio.SocketIoListener;
import org.drivechange.simulator.internal.socketio.SubscriptionGrant;

/** Answers {@code GET {target}/subscriptions/socketIo} with a new subscription. */
public record SubscriptionResource(ScriptedResponses scriptedResponses, SocketIoListener sockets)
        implements GraphResource {

    @Override
    public Optional<String> target(String rawPath, String rawQuery) {
        return TargetPath.ofRequest(rawPath);
    }

    @Override
    public Optional<ScriptedResponse> scripted(GraphRequest request) {
        return scriptedResponses.take(request.target());
    }

    @Override
    public ScriptedResponse normal(GraphRequest request) {
        SubscriptionGrant grant = sockets.grant(request.target());
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("@odata.context", "https://graph.microsoft.com/v1.0/$metadata#subscriptions/$entity");
        body.put("id", grant.subscriptionId());
        body.put("notificationUrl", sockets.notificationUrl(grant));
        body.put("expirationDateTime", grant.expirationDateTime());
        return ScriptedResponse.json(Json.text(body));
    }
}
