// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.transport;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.Session;
import jakarta.websocket.WebSocketContainer;
import java.io.IOException;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLException;
import org.drivechange.impl.connection.UnreachableHostException;
import org.drivechange.impl.connection.WebSocketConnector;
import org.drivechange.impl.connection.WebSocketListener;
import org.drivechange.impl.diagnostics.ErrorMessages;
import org.drivechange.impl.diagnostics.NetworkFailure;
import org.drivechange.impl.diagnostics.Redactor;

/** Opens WebSockets with the container's client. Called on threads with the application's class loader. */
public final class JakartaWebSocketConnector implements WebSocketConnector {

    /** Tomcat's client would follow redirects, even from TLS to plain text. */
    private static final Map<String, Object> NO_REDIRECTIONS =
            Map.of("org.apache.tomcat.websocket.MAX_REDIRECTIONS", "0");

    private final TransportSettings settings;
    private final ClassLoader loader;
    private final Executor sending;
    private final WebSocketContainerProvider container;
    private final ClientLimitationWarnings limits;

    /**
     * Creates a connector. Opens nothing yet.
     *
     * @param loader the application's class loader
     * @param sending executor for sending frames, which may block
     * @param modules class loaders of its modules, one of which may see a client if the application's sees none
     */
    public JakartaWebSocketConnector(
            TransportSettings settings, ClassLoader loader, Executor sending, Collection<ClassLoader> modules) {
        this.settings = settings;
        this.loader = loader;
        this.sending = sending;
        this.container = new WebSocketContainerProvider(settings, modules);
        this.limits = new ClientLimitationWarnings(settings.properties());
    }

    @Override
    public void open(URI uri, WebSocketListener listener) throws Exception {
        WebSocketContainer client = container.get();
        String name = client.getClass().getName();
        limits.warn(name, uri);
        ClientEndpointConfig config = ClientEndpointConfig.Builder.create()
                .sslContext(TlsContexts.of(uri, name))
                .configurator(new HandshakeValidator(listener, name))
                .build();
        if (!isTyrus(name)) {
            config.getUserProperties().putAll(NO_REDIRECTIONS);
        }
        config.getUserProperties().putAll(settings.properties());
        TyrusConnectionCountWorkaround connectionCount = new TyrusConnectionCountWorkaround(client);
        try {
            client.connectToServer(
                    new WebSocketEndpoint(
                            listener,
                            loader,
                            settings.maxMessageSize(),
                            Redactor.ofQuery(uri.getRawQuery(), List.of()),
                            session -> frameWriter(session, name),
                            session -> {
                                connectionCount.opened();
                                limits.bound(session, name);
                            }),
                    config,
                    QueryEncodingWorkaround.of(uri, name));
        } catch (Throwable failure) {
            // a failed container may stay unusable: the next attempt gets another
            container.forget();
            connectionCount.failed();
            SSLException refusal = TlsContexts.refusal(uri, name, failure).orElse(null);
            if (refusal != null) {
                throw refusal;
            }
            if (failure instanceof OutOfMemoryError) {
                throw endless(failure);
            }
            if (ErrorMessages.unreachable(failure) && !limits.usesProxy(name, uri)) {
                throw unreachable(uri, failure);
            }
            throw failure;
        }
    }

    /**
     * Adds the host to the failure, because clients do not include it. Not used with a proxy, which the failure may concern.
     */
    private static UnreachableHostException unreachable(URI uri, Throwable failure) {
        Redactor redactor = Redactor.ofQuery(uri.getRawQuery(), List.of());
        return new UnreachableHostException(
                NetworkFailure.describe(failure, redactor, uri.getHost(), "the WebSocket client"), failure);
    }

    /** Describes an endless response header, which Tomcat's client buffers without a limit. */
    private static IOException endless(Throwable failure) {
        return new IOException(
                "out of memory; the header of the server's response may be endless, see impl/docs/security.md of DriveChange",
                failure);
    }

    private static boolean isTyrus(String client) {
        return client.startsWith("org.glassfish.tyrus.");
    }

    private FrameWriter frameWriter(Session session, String client) {
        return isTyrus(client) ? new AsyncFrameWriter(session) : new BlockingFrameWriter(session, sending);
    }
}
