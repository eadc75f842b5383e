// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

import java.util.ArrayList;
import java.util.List;

/** What the Graph side was asked, in order of arrival. */
final class RequestLog {

    private final List<GraphRequest> requests = new ArrayList<>();

    /** Keeps the request and gives the number under which its answer can be noted. */
    synchronized int add(GraphRequest request) {
        requests.add(request);
        return requests.size() - 1;
    }

    synchronized void answered(int number, int status) {
        requests.set(number, requests.get(number).answeredWith(status));
    }

    synchronized List<GraphRequest> all() {
        return List.copyOf(requests);
    }
}
