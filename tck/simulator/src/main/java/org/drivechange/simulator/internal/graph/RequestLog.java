// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.graph;

import java.util.ArrayList;
import java.util.List;
import org.drivechange.simulator.GraphRequest;

/** Log of the requests received by the Graph endpoint, in order of arrival. */
public final class RequestLog {

    private final List<GraphRequest> requests = new ArrayList<>();

    /** Adds a request and returns the index for recording its response. */
    synchronized int add(GraphRequest request) {
        requests.add(request);
        return requests.size() - 1;
    }

    synchronized void setStatus(int index, int status) {
        requests.set(index, requests.get(index).withStatus(status));
    }

    public synchronized List<GraphRequest> all() {
        return List.copyOf(requests);
    }
}
