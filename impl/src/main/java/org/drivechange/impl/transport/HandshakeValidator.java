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
 * Fails an opening handshake whose answer clients accept although they should not: an extension that was not offered, such
 * as compression, and, with Undertow's client, a redirection, which it follows to any host, also without TLS.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-4.1">RFC 6455, client requirements</a>
 */
final class HandshakeValidator extends ClientEndpointConfig.Configurator {

    private final WebSocketListener listener;

    /** Others send a second request to a proxy that asks for a password. */
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
            // Undertow leaves the caller waiting
            listener.lost(why);
            throw new IllegalStateException(why);
        }
    }

    @Override
    public void afterResponse(HandshakeResponse response) {
        response.getHeaders().forEach((name, values) -> {
            if (name.toLowerCase(Locale.ROOT).equals("sec-websocket-extensions") && !values.isEmpty()) {
                // no exception: it would end a thread of Tyrus's
                listener.lost("expected no WebSocket extension but found " + SanitizedText.of(values.get(0), 100));
            }
        });
    }
}
