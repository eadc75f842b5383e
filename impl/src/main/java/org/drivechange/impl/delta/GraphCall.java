// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta;

import java.time.Instant;
import java.util.Optional;
import org.drivechange.impl.graph.AccessToken;

/**
 * Request to Graph in progress: access token, permit, response.
 *
 * @param deadline time at which the stage ends
 * @param token token of the request, empty until it was received
 * @param retried whether Graph has already rejected a token of this request
 */
record GraphCall(long id, Stage stage, Instant deadline, Optional<AccessToken> token, boolean retried) {

    enum Stage {
        TOKEN,
        PERMIT,
        RESPONSE
    }

    /** Returns a request that waits for its access token. */
    static GraphCall initial(long id, Instant deadline) {
        return new GraphCall(id, Stage.TOKEN, deadline, Optional.empty(), false);
    }

    GraphCall permit(AccessToken received, Instant until) {
        return new GraphCall(id, Stage.PERMIT, until, Optional.of(received), retried);
    }

    GraphCall response(Instant until) {
        return new GraphCall(id, Stage.RESPONSE, until, token, retried);
    }

    /** Returns the request after its token was rejected. */
    GraphCall retry(Instant until) {
        return new GraphCall(id, Stage.TOKEN, until, Optional.empty(), true);
    }

    boolean needsPermit() {
        return stage != Stage.TOKEN;
    }
}
