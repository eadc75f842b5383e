// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.transport;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.Session;
import jakarta.websocket.WebSocketContainer;
import java.net.URI;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLException;
import org.drivechange.impl.session.LinkListener;
import org.drivechange.impl.session.Links;

/** Opens WebSockets with the container's client. Called on threads that have the application's class loader. */
public final class WebSocketLinks implements Links {

    /** Tomcat's client would follow them, also from TLS to none; Undertow's can be kept from it by a system property only. */
    private static final Map<String, Object> NO_REDIRECTIONS =
            Map.of("org.apache.tomcat.websocket.MAX_REDIRECTIONS", "0");

    private final TransportSettings settings;
    private final ClassLoader loader;
    private final Executor sending;
    private final ClientContainer container;
    private final ClientLimits limits;

    /**
     * Opens nothing yet.
     *
     * @param loader the application's class loader
     * @param sending where frames are sent, which may block
     * @param modules those of its modules, of which one may see a client where the application's sees none
     */
    public WebSocketLinks(
            TransportSettings settings, ClassLoader loader, Executor sending, Collection<ClassLoader> modules) {
        this.settings = settings;
        this.loader = loader;
        this.sending = sending;
        this.container = new ClientContainer(settings, modules);
        this.limits = new ClientLimits(settings.properties());
    }

    @Override
    public void open(URI uri, LinkListener listener) throws Exception {
        WebSocketContainer client = container.get();
        String name = client.getClass().getName();
        limits.warn(name, uri);
        ClientEndpointConfig config = ClientEndpointConfig.Builder.create()
                .sslContext(ClientTls.of(uri, name))
                .build();
        if (!isTyrus(name)) {
            config.getUserProperties().putAll(NO_REDIRECTIONS);
        }
        config.getUserProperties().putAll(settings.properties());
        LateOpening late = new LateOpening(client);
        try {
            client.connectToServer(
                    new LinkEndpoint(
                            listener,
                            loader,
                            settings.maxMessageSize(),
                            session -> outlet(session, name),
                            late::opened),
                    config,
                    QuerySpelling.of(uri, name));
        } catch (Throwable failure) {
            // a container that has failed may never work again: the next try gets another
            container.forget();
            late.failed();
            SSLException refused = ClientTls.refusal(uri, name, failure).orElse(null);
            if (refused != null) {
                throw refused;
            }
            throw failure;
        }
    }

    private static boolean isTyrus(String client) {
        return client.startsWith("org.glassfish.tyrus.");
    }

    private Outlet outlet(Session session, String client) {
        return isTyrus(client) ? new AsynchronousOutlet(session) : new BlockingOutlet(session, sending);
    }
}
