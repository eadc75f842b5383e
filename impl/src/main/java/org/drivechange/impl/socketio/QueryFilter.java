// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.socketio;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Removes the parameters of a query that Engine.IO adds itself. Servers reject a second value and a foreign sid. */
final class QueryFilter {

    private static final Set<String> ENGINE_PARAMETERS = Set.of("EIO", "transport", "sid", "b64");

    private QueryFilter() {}

    static String withoutEngineParameters(String query) {
        return Arrays.stream(query.split("&", -1))
                .filter(parameter -> !ENGINE_PARAMETERS.contains(name(parameter)))
                .collect(Collectors.joining("&"));
    }

    private static String name(String parameter) {
        int equals = parameter.indexOf('=');
        return URLDecoder.decode(equals < 0 ? parameter : parameter.substring(0, equals), StandardCharsets.UTF_8);
    }
}
