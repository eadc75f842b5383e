// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.transport;

import java.net.URI;

/**
 * Encodes a URI so the client sends its query byte for byte. Some clients write the decoded {@code URI.getQuery()}, so
 * each percent sign is encoded once more.
 */
final class QueryEncodingWorkaround {

    private static final String TYRUS_CONNECTORS = "org/glassfish/tyrus/container/";

    private QueryEncodingWorkaround() {}

    /** Returns the URI for a client class. */
    static URI of(URI uri, String client) {
        String query = uri.getRawQuery();
        return query != null && sendsDecodedQuery(client) ? encodedTwice(uri, query) : uri;
    }

    private static boolean sendsDecodedQuery(String client) {
        return client.startsWith("io.undertow.")
                || client.startsWith("com.ibm.ws.wsoc.")
                || (client.startsWith("org.glassfish.tyrus.") && usesJdkConnector());
    }

    /** Whether Tyrus uses the JDK's connector. It prefers Grizzly's. */
    private static boolean usesJdkConnector() {
        return isPresent("jdk/client/JdkClientContainer.class")
                && !isPresent("grizzly/client/GrizzlyClientContainer.class");
    }

    private static boolean isPresent(String connector) {
        return Thread.currentThread().getContextClassLoader().getResource(TYRUS_CONNECTORS + connector) != null;
    }

    private static URI encodedTwice(URI uri, String query) {
        String text = uri.toString();
        int start = text.indexOf('?') + 1;
        return URI.create(
                text.substring(0, start) + query.replace("%", "%25") + text.substring(start + query.length()));
    }
}
