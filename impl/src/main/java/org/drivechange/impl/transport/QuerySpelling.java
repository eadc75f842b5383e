// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.transport;

import jakarta.websocket.WebSocketContainer;
import java.net.URI;

/** Spells a URI so that the client sends its query byte for byte. */
final class QuerySpelling {

    private QuerySpelling() {}

    static URI of(URI uri, WebSocketContainer client) {
        String query = uri.getRawQuery();
        return query != null && writesItDecoded(client.getClass().getName()) ? decodedOnce(uri, query) : uri;
    }

    private static boolean writesItDecoded(String client) {
        return client.startsWith("io.undertow.") || client.startsWith("com.ibm.ws.wsoc.");
    }

    /** Undertow and Liberty write {@code URI.getQuery()}: what has each percent sign encoded leaves as it was. */
    private static URI decodedOnce(URI uri, String query) {
        String text = uri.toString();
        int start = text.indexOf('?') + 1;
        return URI.create(
                text.substring(0, start) + query.replace("%", "%25") + text.substring(start + query.length()));
    }
}
