// SPDX-License-Identifier: Apache-2.0
package org.drivechange.interop.server;

import java.util.List;
import java.util.Map;
import org.drivechange.DriveTarget;

/**
 * State of the server since its start or reset.
 *
 * @param connections the number of upgrade requests
 * @param open the number of their TCP connections that are open
 */
public record ServerState(int connections, int open, Map<String, TargetState> targets) {

    /**
     * State of one target.
     *
     * @param notificationUrls the notificationUrls of Graph's responses, one per subscription
     * @param links the upgrade requests with their tokens
     * @param sessions the sockets in the namespace
     * @param emitted the last notification's number
     * @param requestedAcks the number of acks requested
     * @param answered the number of acks passed to the server's callbacks
     * @param ackPackets the id of every ack on the wire
     */
    public record TargetState(
            List<String> notificationUrls,
            List<UpgradeRequest> links,
            List<Session> sessions,
            int emitted,
            int requestedAcks,
            int answered,
            List<Integer> ackPackets) {}

    /**
     * Upgrade request.
     *
     * @param requestLine the request line as received
     * @param at the time in milliseconds
     * @param closeCode the WebSocket's close code, 1006 without a close frame, null while it is open
     */
    public record UpgradeRequest(String requestLine, long at, boolean open, Integer closeCode) {}

    /** Socket in the namespace. */
    public record Session(String id, int engineIo) {}

    private static final TargetState EMPTY = new TargetState(List.of(), List.of(), List.of(), 0, 0, 0, List.of());

    public TargetState of(DriveTarget target) {
        return targets.getOrDefault(target.path(), EMPTY);
    }
}
