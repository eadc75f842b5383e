// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.transport;

import java.net.URI;

/**
 * Spells a URI so that the client sends its query byte for byte: some write {@code URI.getQuery()}, the decoded one, which
 * gives what it should where each percent sign was encoded once more.
 */
final class QueryEncodingWorkaround {

    private static final String TYRUS_CONNECTORS = "org/glassfish/tyrus/container/";

    private QueryEncodingWorkaround() {}

    /** As the client of this class wants it. */
    static URI of(URI uri, String client) {
        String query = uri.getRawQuery();
        return query != null && writesItDecoded(client) ? encodedOnceMore(uri, query) : uri;
    }

    private static boolean writesItDecoded(String client) {
        return client.startsWith("io.undertow.")
                || client.startsWith("com.ibm.ws.wsoc.")
                || (client.startsWith("org.glassfish.tyrus.") && isOnTheJdksClient());
    }

    /** Tyrus takes Grizzly's connector before the JDK's. */
    private static boolean isOnTheJdksClient() {
        return isThere("jdk/client/JdkClientContainer.class")
                && !isThere("grizzly/client/GrizzlyClientContainer.class");
    }

    private static boolean isThere(String connector) {
        return Thread.currentThread().getContextClassLoader().getResource(TYRUS_CONNECTORS + connector) != null;
    }

    private static URI encodedOnceMore(URI uri, String query) {
        String text = uri.toString();
        int start = text.indexOf('?') + 1;
        return URI.create(
                text.substring(0, start) + query.replace("%", "%25") + text.substring(start + query.length()));
    }
}
