// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.graph;

import java.time.Duration;
import java.util.Optional;

/**
 * No endpoint this time.
 *
 * @param problem what kind of failure
 * @param detail what was found, for people; never a secret
 * @param retryAfter how long Graph asks to be left alone (RFC 9110, section 10.2.3)
 */
public record GraphFailure(GraphProblem problem, String detail, Optional<Duration> retryAfter) implements GraphAnswer {

    public GraphFailure(GraphProblem problem, String detail) {
        this(problem, detail, Optional.empty());
    }
}
