// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.graph;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.drivechange.simulator.ScriptedResponse;

/**
 * Scripted responses that replace normal responses; precedence: queued for the target, queued for any target, permanent
 * for the target.
 */
public final class ScriptedResponses {

    private final Queue<ScriptedResponse> next = new ArrayDeque<>();

    private final Map<String, Queue<ScriptedResponse>> nextByTarget = new HashMap<>();

    private final Map<String, ScriptedResponse> always = new HashMap<>();

    public synchronized void add(List<ScriptedResponse> replies) {
        next.addAll(replies);
    }

    public synchronized void add(String target, List<ScriptedResponse> replies) {
        nextByTarget.computeIfAbsent(target, t -> new ArrayDeque<>()).addAll(replies);
    }

    public synchronized void always(String target, ScriptedResponse response) {
        if (response == null) {
            always.remove(target);
        } else {
            always.put(target, response);
        }
    }

    synchronized Optional<ScriptedResponse> take(String target) {
        Queue<ScriptedResponse> own = nextByTarget.get(target);
        ScriptedResponse response = own == null ? null : own.poll();
        if (response == null) {
            response = next.poll();
        }
        return Optional.ofNullable(response == null ? always.get(target) : response);
    }
}
