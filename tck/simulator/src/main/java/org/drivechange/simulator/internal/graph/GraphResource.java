// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.graph;

import java.util.Optional;
import org.drivechange.simulator.GraphRequest;
import org.drivechange.simulator.ScriptedResponse;

/** A kind of resources that the Graph endpoint serves. */
public interface GraphResource {

    /** Returns the decoded target of a request for this kind, empty for another kind. */
    Optional<String> target(String rawPath, String rawQuery);

    /** Returns the response scripted for the request. */
    Optional<ScriptedResponse> scripted(GraphRequest request);

    /** Returns the normal response to an authorized request. */
    ScriptedResponse normal(GraphRequest request);
}
