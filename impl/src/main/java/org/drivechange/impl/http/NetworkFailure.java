// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.drivechange.impl.diagnostics.Causes;

/**
 * Describes why a request got no answer. The JDK's HTTP client hides a refused connection behind a closed channel, an unknown
 * host behind an address without a number, and never names the address.
 */
final class NetworkFailure {

    private static final int MAX_DEPTH = 20;

    private NetworkFailure() {}

    static String describe(IOException failure, URI uri, Optional<HttpProxy> proxy) {
        String host = proxy.map(HttpProxy::host).orElseGet(uri::getHost);
        String through = proxy.map(one -> uri.getAuthority() + " through the proxy " + one + ": ")
                .orElse("");
        return through + describe(failure, host, isConnect(failure) ? addresses(host) : List.of());
    }

    /** Of a host with several addresses names all, as the JDK's client tries the first only. */
    static String describe(IOException failure, String host, List<String> addresses) {
        if (chain(failure)
                .anyMatch(one -> one instanceof UnresolvedAddressException || one instanceof UnknownHostException)) {
            return "no such host: " + host;
        }
        if (!isConnect(failure)) {
            return Causes.describe(failure);
        }
        boolean refused = chain(failure)
                .anyMatch(one -> one instanceof ClosedChannelException
                        || String.valueOf(one.getMessage()).contains("Connection refused"));
        return (refused ? "connection refused" : Causes.describe(failure)) + tried(host, addresses);
    }

    private static String tried(String host, List<String> addresses) {
        if (addresses.size() < 2) {
            return addresses.isEmpty() ? "" : ", tried " + addresses.get(0);
        }
        return ", tried " + addresses.get(0) + ", the first address of " + host + "; not tried "
                + String.join(", ", addresses.subList(1, addresses.size()))
                + ", as Java's HTTP client tries one only (-Djava.net.preferIPv6Addresses=true, false or system changes"
                + " the order)";
    }

    private static boolean isConnect(IOException failure) {
        return chain(failure).anyMatch(one -> one instanceof ConnectException || one instanceof NoRouteToHostException);
    }

    private static Stream<Throwable> chain(Throwable failure) {
        return Stream.iterate(failure, one -> one != null, Throwable::getCause).limit(MAX_DEPTH);
    }

    private static List<String> addresses(String host) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host))
                    .map(InetAddress::getHostAddress)
                    .toList();
        } catch (UnknownHostException unknown) {
            return List.of();
        }
    }
}
