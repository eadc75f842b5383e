// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.socketio;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.Objects;
import java.util.stream.Stream;

/** The subscription's token in a query, whichever of its two names it has. */
final class TokenParameter {

    private TokenParameter() {}

    /** The token, null when there is none. */
    static String in(QueryStringDecoder query) {
        return Stream.of("token", "snthgk")
                .map(query.parameters()::get)
                .filter(Objects::nonNull)
                .map(values -> values.get(0))
                .findFirst()
                .orElse(null);
    }
}
