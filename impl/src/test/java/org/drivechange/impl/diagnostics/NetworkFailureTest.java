// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.diagnostics;

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

    private static String describe(Throwable failure, String... addresses) {
        return NetworkFailure.describe(failure, Redactor.of("s3cr3t"), HOST, "the test", List.of(addresses));
    }

    @Test
    void refused_connection_names_all_addresses_and_the_property_that_orders_them() {
        assertThat(describe(connect(new ClosedChannelException()), "127.0.0.9", "127.0.0.1"))
                .isEqualTo("connection refused, tried 127.0.0.9, the first address of graph.test, as the test tries one"
                        + " only (-Djava.net.preferIPv6Addresses=true, false or system changes the order); not tried"
                        + " 127.0.0.1");
    }

    @Test
    void unknown_host_is_named() {
        assertThat(describe(connect(new UnresolvedAddressException()))).isEqualTo("no such host: graph.test");
    }

    @Test
    void other_failures_to_connect_keep_their_message() {
        assertThat(describe(new NoRouteToHostException("No route to host"), "10.0.0.1"))
                .isEqualTo("NoRouteToHostException: No route to host, tried 10.0.0.1");
        assertThat(describe(new IOException("HTTP/1.1 header parser received no bytes")))
                .isEqualTo("IOException: HTTP/1.1 header parser received no bytes");
    }

    @Test
    void timed_out_connection_is_described_without_wrapper() {
        Throwable wrapped = new IllegalStateException(
                "Connecting to s3cr3t failed.", new ConnectException("Connection timed out: s3cr3t"));
        assertThat(describe(wrapped, "10.0.0.1"))
                .isEqualTo("ConnectException: Connection timed out: [redacted], tried 10.0.0.1");
    }
}
