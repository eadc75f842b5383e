// SPDX-License-Identifier: Apache-2.0
package org.drivechange.interop;

import java.util.List;
import java.util.Map;
import org.drivechange.DriveTarget;

/**
 * What the server has seen since it started or was reset.
 *
 * @param connections how many upgrade requests came
 * @param open how many of their TCP connections are open
 */
record ServerState(int connections, int open, Map<String, OfTarget> targets) {

    /**
     * What the server has seen of one target.
     *
     * @param notificationUrls what Graph answered, one for each subscription
     * @param links the upgrade requests that came with their tokens
     * @param sessions who is in the namespace now
     * @param emitted the last notification's number
     * @param asked how many acks were asked for
     * @param answered how many of them the server's callbacks were given
     * @param ackPackets the id of every ack on the wire
     */
    record OfTarget(
            List<String> notificationUrls,
            List<Link> links,
            List<Session> sessions,
            int emitted,
            int asked,
            int answered,
            List<Integer> ackPackets) {}

    /**
     * An upgrade request.
     *
     * @param requestLine as it was received
     * @param at when, in milliseconds
     * @param closeCode the WebSocket's close code, 1006 without a close frame, null while it is open
     */
    record Link(String requestLine, long at, boolean open, Integer closeCode) {}

    /** A socket in the namespace. */
    record Session(String id, int engineIo) {}

    private static final OfTarget NOTHING = new OfTarget(List.of(), List.of(), List.of(), 0, 0, 0, List.of());

    OfTarget of(DriveTarget target) {
        return targets.getOrDefault(target.path(), NOTHING);
    }
}
