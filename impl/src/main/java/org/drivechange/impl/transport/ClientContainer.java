// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.transport;

import jakarta.websocket.ContainerProvider;
import jakarta.websocket.WebSocketContainer;
import java.util.Map;
import java.util.Optional;

/** The one WebSocket container of the application, with the settings that each vendor needs. */
final class ClientContainer {

    /** Tyrus: without it every session has three threads of its own. */
    private static final Map<String, Object> TYRUS_SHARED = Map.of(
            "org.glassfish.tyrus.client.sharedContainer",
            true,
            "org.glassfish.tyrus.client.sharedContainerIdleTimeout",
            1);

    private static final String TYRUS_BUFFER = "org.glassfish.tyrus.incomingBufferSize";

    private final TransportSettings settings;
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
