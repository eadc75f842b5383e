// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.delta;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Query of a request, percent-encoded; null for none. */
record Query(String raw) {

    /** Returns the decoded values of a parameter; the dollar sign of its name is optional. */
    List<String> values(String name) {
        return raw == null
                ? List.of()
                : Arrays.stream(raw.split("&"))
                        .map(parameter -> parameter.split("=", 2))
                        .filter(parameter -> DrivePath.decoded(parameter[0])
                                .replaceFirst("^\\$", "")
                                .equals(name))
                        .map(parameter -> parameter.length == 1 ? "" : DrivePath.decoded(parameter[1]))
                        .toList();
    }

    /** Returns the selected properties, empty if all are. */
    Optional<Set<String>> select() {
        return values("select").stream()
                .findFirst()
                .map(names -> Arrays.stream(names.split(",")).map(String::strip).collect(Collectors.toSet()));
    }

    /** Returns the query without the token, percent-encoded. */
    String withoutToken() {
        return raw == null
                ? ""
                : Arrays.stream(raw.split("&"))
                        .filter(parameter -> !parameter.startsWith("token="))
                        .collect(Collectors.joining("&"));
    }
}
