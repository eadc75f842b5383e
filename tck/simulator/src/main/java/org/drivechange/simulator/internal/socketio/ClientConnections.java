// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.socketio;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The WebSockets that are open. */
final class ClientConnections {

    private final Map<UUID, ClientConnection> byId = new ConcurrentHashMap<>();

    void add(ClientConnection link) {
        byId.put(link.id(), link);
    }

    void remove(ClientConnection link) {
        link.left();
        byId.remove(link.id());
    }

    /** The link with this id, if it is still open. */
    Optional<ClientConnection> find(UUID id) {
        return Optional.ofNullable(byId.get(id));
    }

    /**
     * Joining and sending to all that have joined exclude each other, as they do in a server of one thread: whoever reads its
     * CONNECT answer has missed nothing that was sent later.
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
                .flatMap(link -> link.session().stream())
                .map(session -> session.grant().target())
                .collect(Collectors.toSet());
    }

    List<ClientConnection> joined(String target) {
        return byId.values().stream()
                .filter(link -> link.session()
                        .filter(session -> session.grant().target().equals(target))
                        .isPresent())
                .toList();
    }
}
