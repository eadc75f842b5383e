// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.fault;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.drivechange.simulator.ScriptedResponse;

/**
 * Fault of Graph.
 *
 * @param name the name in the report
 * @param code the code at the start of the warning
 * @param phase the phase in which it occurs
 */
record GraphFault(String name, ScriptedResponse reply, String code, String phase) {

    private static GraphFault of(String name, ScriptedResponse reply, String code) {
        return new GraphFault(name, reply, code, "asking Graph for the endpoint");
    }

    static Stream<GraphFault> all() {
        String nowhere = "{\"notificationUrl\":\"https://no-such-host.invalid/notifications?token=s3cr3t\"}";
        return Stream.of(
                of("400 `notSupported`", ScriptedResponse.error(400, "notSupported", "not now"), "DRC2405"),
                of("401 for ever", ScriptedResponse.error(401, "InvalidAuthenticationToken", "expired"), "DRC2401"),
                of("403", ScriptedResponse.error(403, "accessDenied", "no"), "DRC2403"),
                of("404", ScriptedResponse.error(404, "itemNotFound", "no"), "DRC2404"),
                of("429 without a time", ScriptedResponse.throttled(null), "DRC2429"),
                of("500", ScriptedResponse.error(500, "generalException", "oops"), "DRC2500"),
                of("503", ScriptedResponse.error(503, "serviceNotAvailable", "later"), "DRC2500"),
                of("HTML", ScriptedResponse.html(200), "DRC2005"),
                of("truncated JSON", ScriptedResponse.json("{\"id\":\"1\",\"notificationUrl\":\"htt"), "DRC2005"),
                of("wrong types", ScriptedResponse.json("{\"notificationUrl\":{\"a\":1}}"), "DRC2005"),
                of("no answer", ScriptedResponse.hang(), "DRC2004"),
                new GraphFault(
                        "a notificationUrl whose host DNS cannot resolve",
                        ScriptedResponse.json(nowhere),
                        "DRC3001",
                        "opening the WebSocket"));
    }

    static GraphFault redirection(int status, String location) {
        return of(
                status + " to another host",
                new ScriptedResponse(status, Map.of("Location", location), "", Duration.ZERO),
                "DRC2300");
    }

    String warning(String target) {
        return code + " " + target + ", " + phase + ": ";
    }

    @Override
    public String toString() {
        return name;
    }
}
