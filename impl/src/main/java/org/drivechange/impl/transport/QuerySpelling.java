// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.transport;

import jakarta.websocket.WebSocketContainer;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;

/** Spells a URI so that the client sends its query byte for byte, where the client would decode it. */
final class QuerySpelling {

    private static final System.Logger LOG = System.getLogger("org.drivechange");

    private static final String TYRUS_JDK = "org.glassfish.tyrus.container.jdk.client.JdkClientContainer";

    private final AtomicBoolean warned = new AtomicBoolean();

    URI of(URI uri, WebSocketContainer client) {
        String query = uri.getRawQuery();
        if (query == null || !query.contains("%")) {
            return uri;
        }
        String kind = client.getClass().getName();
        if (kind.startsWith("io.undertow.websockets.")) {
            return decodedOnce(uri, query);
        }
        if (kind.equals("org.glassfish.tyrus.client.ClientManager") && hasOnlyTheJdkConnector()) {
            warn();
        }
        return uri;
    }

    /** Undertow writes {@code URI.getQuery()}, the decoded one: what has each percent sign encoded leaves as it was. */
    private static URI decodedOnce(URI uri, String query) {
        String text = uri.toString();
        int start = text.indexOf('?') + 1;
        return URI.create(
                text.substring(0, start) + query.replace("%", "%25") + text.substring(start + query.length()));
    }

    /** Tyrus on the JDK's HTTP client decodes a query and encodes it anew, in another way. */
    private static boolean hasOnlyTheJdkConnector() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return loader.getResource(TYRUS_JDK.replace('.', '/') + ".class") != null
                && loader.getResource("org/glassfish/tyrus/container/grizzly/client/GrizzlyClientContainer.class")
                        == null;
    }

    private void warn() {
        if (warned.compareAndSet(false, true)) {
            LOG.log(
                    Level.WARNING,
                    "DRC3013 The notificationUrl's query holds percent-encoded characters, which this WebSocket client"
                            + " ({0}) does not send as they are; if the server refuses it, use tyrus-standalone-client"
                            + " with Grizzly.",
                    TYRUS_JDK);
        }
    }
}
