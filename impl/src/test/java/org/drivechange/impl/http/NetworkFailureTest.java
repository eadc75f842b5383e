// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkFailureTest {

    private static final String HOST = "graph.test";

    private static IOException connect(Throwable cause) {
        IOException failure = new ConnectException();
        failure.initCause(cause);
        return failure;
    }

    @Test
    void refused_connection_names_all_addresses_and_the_property_that_orders_them() {
        assertThat(NetworkFailure.describe(
                        connect(new ClosedChannelException()), HOST, List.of("127.0.0.9", "127.0.0.1")))
                .isEqualTo("connection refused, tried 127.0.0.9, the first address of graph.test; not tried 127.0.0.1,"
                        + " as Java's HTTP client tries one only (-Djava.net.preferIPv6Addresses=true, false or system"
                        + " changes the order)");
    }

    @Test
    void unknown_host_is_named() {
        assertThat(NetworkFailure.describe(connect(new UnresolvedAddressException()), HOST, List.of()))
                .isEqualTo("no such host: graph.test");
    }

    @Test
    void other_failures_to_connect_keep_their_message() {
        assertThat(NetworkFailure.describe(new NoRouteToHostException("No route to host"), HOST, List.of("10.0.0.1")))
                .isEqualTo("NoRouteToHostException: No route to host, tried 10.0.0.1");
        assertThat(NetworkFailure.describe(
                        new IOException("HTTP/1.1 header parser received no bytes"), HOST, List.of()))
                .isEqualTo("IOException: HTTP/1.1 header parser received no bytes");
    }
}
