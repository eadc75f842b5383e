// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.graph;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.drivechange.simulator.GraphReply;

/**
 * Scripted replies that replace normal responses; precedence: queued for the target, queued for any target, permanent
 * for the target.
 */
public final class ScriptedReplies {

    private final Queue<GraphReply> next = new ArrayDeque<>();

    private final Map<String, Queue<GraphReply>> nextByTarget = new HashMap<>();

    private final Map<String, GraphReply> always = new HashMap<>();

    public synchronized void add(List<GraphReply> replies) {
        next.addAll(replies);
    }

    public synchronized void add(String target, List<GraphReply> replies) {
        nextByTarget.computeIfAbsent(target, t -> new ArrayDeque<>()).addAll(replies);
    }

    public synchronized void always(String target, GraphReply reply) {
        if (reply == null) {
            always.remove(target);
        } else {
            always.put(target, reply);
        }
    }

    synchronized Optional<GraphReply> take(String target) {
        Queue<GraphReply> own = nextByTarget.get(target);
        GraphReply reply = own == null ? null : own.poll();
        if (reply == null) {
            reply = next.poll();
        }
        return Optional.ofNullable(reply == null ? always.get(target) : reply);
    }
}
