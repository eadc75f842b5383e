// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.transport;

import jakarta.websocket.ContainerProvider;
import jakarta.websocket.WebSocketContainer;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** The one WebSocket container of the application, with the settings that each vendor needs. */
final class ClientContainer {

    private static final System.Logger LOG = System.getLogger("org.drivechange");

    /** Tyrus: without it every session has three threads of its own. */
    private static final Map<String, Object> TYRUS_SHARED = Map.of(
            "org.glassfish.tyrus.client.sharedContainer",
            true,
            "org.glassfish.tyrus.client.sharedContainerIdleTimeout",
            1);

    private static final String TYRUS_BUFFER = "org.glassfish.tyrus.incomingBufferSize";

    private static final String TYRUS_JDK = "org.glassfish.tyrus.container.jdk.client.JdkClientContainer";

    private final TransportSettings settings;
    private final AtomicBoolean warned = new AtomicBoolean();
    private WebSocketContainer container;

    ClientContainer(TransportSettings settings) {
        this.settings = settings;
    }

    synchronized WebSocketContainer get() {
        if (container == null) {
            WebSocketContainer made = ContainerProvider.getWebSocketContainer();
            made.setDefaultMaxTextMessageBufferSize(settings.maxMessageSize());
            made.setDefaultMaxBinaryMessageBufferSize(settings.maxMessageSize());
            made.setDefaultMaxSessionIdleTimeout(0);
            publicProperties(made).ifPresent(this::fill);
            container = made;
        }
        return container;
    }

    synchronized void forget() {
        container = null;
    }

    /** Tyrus on the JDK's HTTP client decodes a query and encodes it anew, in another way. */
    void warnOfDecodedQuery(WebSocketContainer client, URI uri) {
        if (uri.getRawQuery().contains("%") && decodes(client) && warned.compareAndSet(false, true)) {
            LOG.log(
                    Level.WARNING,
                    "DRC3013 The notificationUrl's query holds percent-encoded characters, which this WebSocket client"
                            + " ({0}) does not send as they are; if the server refuses it, use tyrus-standalone-client"
                            + " with Grizzly.",
                    TYRUS_JDK);
        }
    }

    private static boolean decodes(WebSocketContainer client) {
        if (!client.getClass().getName().equals("org.glassfish.tyrus.client.ClientManager")) {
            return false;
        }
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return loader.getResource(TYRUS_JDK.replace('.', '/') + ".class") != null
                && loader.getResource("org/glassfish/tyrus/container/grizzly/client/GrizzlyClientContainer.class")
                        == null;
    }

    private void fill(Map<String, Object> properties) {
        properties.putAll(TYRUS_SHARED);
        properties.put(TYRUS_BUFFER, settings.maxMessageSize());
        properties.putAll(settings.properties());
    }

    /** The container's own map of properties, where it has a public one, as Tyrus has. */
    @SuppressWarnings("unchecked")
    private static Optional<Map<String, Object>> publicProperties(WebSocketContainer container) {
        try {
            Object map = container.getClass().getMethod("getProperties").invoke(container);
            return map instanceof Map<?, ?> ? Optional.of((Map<String, Object>) map) : Optional.empty();
        } catch (ReflectiveOperationException | RuntimeException none) {
            return Optional.empty();
        }
    }
}
