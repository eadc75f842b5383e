// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.socketio;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.Objects;
import java.util.stream.Stream;

/** Finds the subscription's token in a query under either of its two names. */
final class TokenParameter {

    private TokenParameter() {}

    /** Returns the token, null when absent. */
    static String in(QueryStringDecoder query) {
        return Stream.of("token", "snthgk")
                .map(query.parameters()::get)
                .filter(Objects::nonNull)
                .map(values -> values.get(0))
                .findFirst()
                .orElse(null);
    }
}
