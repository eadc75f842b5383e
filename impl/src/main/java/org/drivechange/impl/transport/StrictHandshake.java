// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.transport;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.HandshakeResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.drivechange.impl.diagnostics.VisibleText;
import org.drivechange.impl.session.LinkListener;

/**
 * Fails an opening handshake whose answer clients accept although they should not: an extension that was not offered, such
 * as compression, and, with Undertow's client, a redirection, which it follows to any host, also without TLS.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-4.1">RFC 6455, client requirements</a>
 */
final class StrictHandshake extends ClientEndpointConfig.Configurator {

    private final LinkListener listener;

    /** Others send a second request to a proxy that asks for a password. */
    private final boolean followsRedirections;

    private boolean requested;

    StrictHandshake(LinkListener listener, String client) {
        this.listener = listener;
        this.followsRedirections = client.startsWith("io.undertow.");
    }

    @Override
    public synchronized void beforeRequest(Map<String, List<String>> headers) {
        if (requested && followsRedirections) {
            throw refused("expected no redirection of the WebSocket but found one");
        }
        requested = true;
    }

    @Override
    public void afterResponse(HandshakeResponse response) {
        response.getHeaders().forEach((name, values) -> {
            if (name.toLowerCase(Locale.ROOT).equals("sec-websocket-extensions") && !values.isEmpty()) {
                throw refused("expected no WebSocket extension but found " + VisibleText.of(values.get(0), 100));
            }
        });
    }

    /** Not every client hands the exception on: Undertow leaves whoever connects waiting. */
    private IllegalStateException refused(String why) {
        listener.lost(why);
        return new IllegalStateException(why);
    }
}
