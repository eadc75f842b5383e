// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.transport;

import jakarta.websocket.ContainerProvider;
import jakarta.websocket.WebSocketContainer;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.concurrent.atomic.AtomicReference;

/** Provides the application's WebSocket container, configured for its vendor. */
final class WebSocketContainerProvider {

    /**
     * Makes sessions share Tyrus's threads; otherwise each session has three. Not set for a server's Tyrus: all
     * applications would share the threads, which hold the first one's class loader and fail after its undeployment.
     */
    private static final Map<String, Object> TYRUS_SHARED = Map.of(
            "org.glassfish.tyrus.client.sharedContainer",
            true,
            "org.glassfish.tyrus.client.sharedContainerIdleTimeout",
            1);

    /** Limits the worker threads. With thousands of sessions, Tyrus would start one whenever all others are busy. */
    private static final String TYRUS_WORKERS = "org.glassfish.tyrus.client.workerThreadPoolConfig";

    private static final int WORKERS = Math.max(8, Runtime.getRuntime().availableProcessors());

    private static final int TYRUS_READ = 1 << 16;

    private static final String TYRUS_BUFFER = "org.glassfish.tyrus.incomingBufferSize";

    private final TransportSettings settings;
    private final Collection<ClassLoader> modules;
    private final AtomicReference<WebSocketContainer> container = new AtomicReference<>();

    WebSocketContainerProvider(TransportSettings settings, Collection<ClassLoader> modules) {
        this.settings = settings;
        this.modules = modules;
    }

    /**
     * Returns the container. Takes no lock, because the server's code may hang. Of several containers created concurrently,
     * one is kept.
     */
    WebSocketContainer get() {
        WebSocketContainer kept = container.get();
        if (kept != null) {
            return kept;
        }
        WebSocketContainer made = made();
        return container.compareAndSet(null, made) ? made : get();
    }

    private WebSocketContainer made() {
        WebSocketContainer made = provided();
        made.setDefaultMaxTextMessageBufferSize(settings.maxMessageSize());
        made.setDefaultMaxBinaryMessageBufferSize(settings.maxMessageSize());
        made.setDefaultMaxSessionIdleTimeout(0);
        publicProperties(made)
                .ifPresent(properties -> fill(properties, made.getClass().getClassLoader()));
        return made;
    }

    void forget() {
        container.set(null);
    }

    /** Falls back to the modules' class loaders: on WildFly, an EAR's WARs see the client, but the EAR does not. */
    private WebSocketContainer provided() {
        try {
            return ContainerProvider.getWebSocketContainer();
        } catch (RuntimeException | ServiceConfigurationError e) {
            Optional<WebSocketContainer> others = providedToModules();
            if (others.isEmpty()) {
                throw e;
            }
            return others.get();
        }
    }

    private Optional<WebSocketContainer> providedToModules() {
        return modules.stream().flatMap(module -> providedTo(module).stream()).findFirst();
    }

    private static Optional<WebSocketContainer> providedTo(ClassLoader module) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(module);
        try {
            return Optional.of(ContainerProvider.getWebSocketContainer());
        } catch (RuntimeException | ServiceConfigurationError ignored) {
            return Optional.empty();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private void fill(Map<String, Object> properties, ClassLoader client) {
        if (client == WebSocketContainerProvider.class.getClassLoader()) {
            properties.putAll(TYRUS_SHARED);
            fewWorkers(client).ifPresent(few -> properties.put(TYRUS_WORKERS, few));
        }
        properties.put(TYRUS_BUFFER, bufferSize());
        properties.putAll(settings.properties());
    }

    /** Returns the buffer for a whole frame and one read: Tyrus also counts received bytes of the next frame. */
    private int bufferSize() {
        return (int) Math.min(Integer.MAX_VALUE, 2L * settings.maxMessageSize() + TYRUS_READ);
    }

    private static Optional<Object> fewWorkers(ClassLoader tyrus) {
        try {
            Class<?> type = Class.forName("org.glassfish.tyrus.client.ThreadPoolConfig", true, tyrus);
            Object config = type.getMethod("defaultConfig").invoke(null);
            return Optional.of(type.getMethod("setMaxPoolSize", int.class).invoke(config, WORKERS));
        } catch (ReflectiveOperationException | RuntimeException ignored) {
            // another client
            return Optional.empty();
        }
    }

    /** Returns the container's properties if they are public, as in Tyrus. */
    @SuppressWarnings("unchecked")
    private static Optional<Map<String, Object>> publicProperties(WebSocketContainer container) {
        try {
            Object map = container.getClass().getMethod("getProperties").invoke(container);
            return map instanceof Map<?, ?> ? Optional.of((Map<String, Object>) map) : Optional.empty();
        } catch (ReflectiveOperationException | RuntimeException ignored) {
            return Optional.empty();
        }
    }
}
