// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.transport;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.HandshakeResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.drivechange.impl.connection.WebSocketListener;
import org.drivechange.impl.diagnostics.SanitizedText;

/**
 * Rejects invalid handshake responses that clients accept: an extension that was not offered, such as compression, and,
 * with Undertow's client, a redirect, which it follows to any host, even without TLS.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-4.1">RFC 6455, client requirements</a>
 */
final class HandshakeValidator extends ClientEndpointConfig.Configurator {

    private final WebSocketListener listener;

    /** Other clients send a second request to a proxy that requires a password. */
    private final boolean followsRedirections;

    private final AtomicBoolean requested = new AtomicBoolean();

    HandshakeValidator(WebSocketListener listener, String client) {
        this.listener = listener;
        this.followsRedirections = client.startsWith("io.undertow.");
    }

    @Override
    public void beforeRequest(Map<String, List<String>> headers) {
        if (requested.getAndSet(true) && followsRedirections) {
            String why = "expected no redirection of the WebSocket but found one";
            // Undertow would leave the caller waiting
            listener.lost(why);
            throw new IllegalStateException(why);
        }
    }

    @Override
    public void afterResponse(HandshakeResponse response) {
        response.getHeaders().forEach((name, values) -> {
            if (name.toLowerCase(Locale.ROOT).equals("sec-websocket-extensions") && !values.isEmpty()) {
                // no exception: it would end a Tyrus thread
                listener.lost("expected no WebSocket extension but found " + SanitizedText.of(values.get(0), 100));
            }
        });
    }
}
