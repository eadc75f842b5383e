// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.diagnostics;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Describes failures to connect to a host. The JDK's HTTP client reports a refused connection as a closed channel and an
 * unknown host as an unresolved address. No client reports the address.
 */
public final class NetworkFailure {

    private static final int MAX_DEPTH = 20;

    private NetworkFailure() {}

    /**
     * Describes a failure without the values that the redactor hides. Looks up the addresses of the host, which may block.
     *
     * @param host host of the connection
     * @param client name of the client, such as "Java's HTTP client"
     */
    public static String describe(Throwable failure, Redactor redactor, String host, String client) {
        List<String> addresses = connect(failure).isPresent() ? addresses(host) : List.of();
        return describe(failure, redactor, host, client, addresses);
    }

    /**
     * Describes a failure. Lists all addresses of a host, as clients try only the first; untried ones last, as texts are
     * truncated.
     */
    static String describe(Throwable failure, Redactor redactor, String host, String client, List<String> addresses) {
        if (chain(failure)
                .anyMatch(cause ->
                        cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException)) {
            return "no such host: " + host;
        }
        Optional<Throwable> connect = connect(failure);
        if (connect.isEmpty()) {
            return ErrorMessages.describe(failure, redactor);
        }
        boolean refused = chain(failure)
                .anyMatch(cause -> cause instanceof ClosedChannelException
                        || String.valueOf(cause.getMessage()).contains("Connection refused"));
        return (refused ? "connection refused" : ErrorMessages.describe(connect.get(), redactor))
                + tried(host, client, addresses);
    }

    private static String tried(String host, String client, List<String> addresses) {
        if (addresses.size() < 2) {
            return addresses.isEmpty() ? "" : ", tried " + addresses.get(0);
        }
        return ", tried " + addresses.get(0) + ", the first address of " + host + ", as " + client
                + " tries one only (-Djava.net.preferIPv6Addresses=true, false or system changes the order); not tried "
                + String.join(", ", addresses.subList(1, addresses.size()));
    }

    private static Optional<Throwable> connect(Throwable failure) {
        return chain(failure)
                .filter(cause -> cause instanceof ConnectException || cause instanceof NoRouteToHostException)
                .findFirst();
    }

    private static Stream<Throwable> chain(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(MAX_DEPTH);
    }

    private static List<String> addresses(String host) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host))
                    .map(InetAddress::getHostAddress)
                    .toList();
        } catch (UnknownHostException e) {
            return List.of();
        }
    }
}
