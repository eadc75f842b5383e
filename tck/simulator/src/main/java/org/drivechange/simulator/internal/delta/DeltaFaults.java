// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.delta;

import static org.drivechange.simulator.DeltaFault.GATEWAY_TIMEOUT_FOR_TOKEN;

import java.util.List;
import java.util.Optional;
import org.drivechange.simulator.DeltaFault;
import org.drivechange.simulator.DeltaStage;
import org.drivechange.simulator.ScriptedResponse;

/** Faults and scripted responses of one drive. Thread-safe. */
public final class DeltaFaults {

    private final StagedQueue<ScriptedResponse> responses = new StagedQueue<>();

    private final StagedQueue<DeltaFault> faults = new StagedQueue<>();

    private String timedOutToken;

    private int timeouts;

    public void add(DeltaFault fault, int count, DeltaStage stage) {
        if (fault == GATEWAY_TIMEOUT_FOR_TOKEN) {
            timeOut(count);
        } else {
            faults.add(stage, count, fault);
        }
    }

    public void add(DeltaStage stage, List<ScriptedResponse> replies) {
        replies.forEach(reply -> responses.add(stage, 1, reply));
    }

    public void clear() {
        responses.clear();
        faults.clear();
        timeOut(0);
    }

    Optional<ScriptedResponse> response(DeltaStage request) {
        return responses.take(request, any -> true);
    }

    /** Uses up the fault of an answer. */
    Optional<DeltaFault> fault(DeltaStage request, String token, DeltaPage page) {
        return timesOut(request, token)
                ? Optional.of(GATEWAY_TIMEOUT_FOR_TOKEN)
                : faults.take(request, fault -> page.permits(fault));
    }

    private synchronized void timeOut(int count) {
        timedOutToken = null;
        timeouts = count;
    }

    private synchronized boolean timesOut(DeltaStage request, String token) {
        if (timeouts == 0 || !DeltaStage.LINK.contains(request)) {
            return false;
        }
        timedOutToken = timedOutToken == null ? token : timedOutToken;
        boolean timesOut = timedOutToken.equals(token);
        if (timesOut && timeouts != Integer.MAX_VALUE) {
            timeouts--;
        }
        return timesOut;
    }
}
