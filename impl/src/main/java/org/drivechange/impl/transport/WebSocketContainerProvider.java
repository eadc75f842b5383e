// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.transport;

import jakarta.websocket.ContainerProvider;
import jakarta.websocket.WebSocketContainer;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.concurrent.atomic.AtomicReference;

/** The one WebSocket container of the application, with the settings that each vendor needs. */
final class WebSocketContainerProvider {

    /**
     * Tyrus: without it every session has three threads of its own. A server's Tyrus must not be given it, for the threads
     * would be those of all applications, hold the class loader of the first, and fail once that one is undeployed.
     */
    private static final Map<String, Object> TYRUS_SHARED = Map.of(
            "org.glassfish.tyrus.client.sharedContainer",
            true,
            "org.glassfish.tyrus.client.sharedContainerIdleTimeout",
            1);

    /** Where there are thousands of sessions, Tyrus would start a thread for each that comes while all others are at it. */
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

    /** Without a lock: the server's code may hang here. Of several that are made at once, one is kept. */
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

    /** WildFly shows its client to an EAR's WARs, and not to the EAR. */
    private WebSocketContainer provided() {
        try {
            return ContainerProvider.getWebSocketContainer();
        } catch (RuntimeException | ServiceConfigurationError none) {
            Optional<WebSocketContainer> others = providedToModules();
            if (others.isEmpty()) {
                throw none;
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
        } catch (RuntimeException | ServiceConfigurationError none) {
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

    /** Tyrus counts what has come of the next frame, too: a whole one, and what it reads at once. */
    private int bufferSize() {
        return (int) Math.min(Integer.MAX_VALUE, 2L * settings.maxMessageSize() + TYRUS_READ);
    }

    private static Optional<Object> fewWorkers(ClassLoader tyrus) {
        try {
            Class<?> type = Class.forName("org.glassfish.tyrus.client.ThreadPoolConfig", true, tyrus);
            Object config = type.getMethod("defaultConfig").invoke(null);
            return Optional.of(type.getMethod("setMaxPoolSize", int.class).invoke(config, WORKERS));
        } catch (ReflectiveOperationException | RuntimeException notTyrus) {
            return Optional.empty();
        }
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
