// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.graph;

import java.util.ArrayList;
import java.util.List;
import org.drivechange.simulator.GraphRequest;

/** What the Graph side was asked, in order of arrival. */
public final class RequestLog {

    private final List<GraphRequest> requests = new ArrayList<>();

    /** Keeps the request and gives the number under which its answer can be noted. */
    synchronized int add(GraphRequest request) {
        requests.add(request);
        return requests.size() - 1;
    }

    synchronized void answered(int number, int status) {
        requests.set(number, requests.get(number).answeredWith(status));
    }

    public synchronized List<GraphRequest> all() {
        return List.copyOf(requests);
    }
}
