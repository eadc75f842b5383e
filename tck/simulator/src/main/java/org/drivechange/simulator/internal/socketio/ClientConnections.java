// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.socketio;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Open WebSockets. */
final class ClientConnections {

    private final Map<UUID, ClientConnection> byId = new ConcurrentHashMap<>();

    void add(ClientConnection connection) {
        byId.put(connection.id(), connection);
    }

    void remove(ClientConnection connection) {
        connection.onDisconnected();
        byId.remove(connection.id());
    }

    /** Returns the connection with this id if it is still open. */
    Optional<ClientConnection> find(UUID id) {
        return Optional.ofNullable(byId.get(id));
    }

    /**
     * Joining and broadcasting exclude each other, as in a single-threaded server: a client that has read its CONNECT
     * answer receives everything sent later.
     */
    void atomically(Runnable action) {
        synchronized (byId) {
            action.run();
        }
    }

    int count() {
        return byId.size();
    }

    Set<String> targets() {
        return byId.values().stream()
                .flatMap(connection -> connection.session().stream())
                .map(session -> session.grant().target())
                .collect(Collectors.toSet());
    }

    List<ClientConnection> joined(String target) {
        return byId.values().stream()
                .filter(connection -> connection
                        .session()
                        .filter(session -> session.grant().target().equals(target))
                        .isPresent())
                .toList();
    }
}
