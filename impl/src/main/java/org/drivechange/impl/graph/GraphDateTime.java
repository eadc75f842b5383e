// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.graph;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Parses Graph's {@code DateTimeOffset} with up to nine decimals. */
public final class GraphDateTime {

    private GraphDateTime() {}

    /** Parses a timestamp. Empty if it is malformed. A text without an offset is UTC, as everywhere in Graph. */
    public static Optional<Instant> parse(String text) {
        Optional<Instant> usual = FastInstantParser.parse(text);
        return usual.isPresent() ? usual : parseAny(text);
    }

    private static Optional<Instant> parseAny(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException ignored) {
            // without an offset
            return parseLocal(text);
        }
    }

    private static Optional<Instant> parseLocal(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException ignored) {
            return Optional.empty();
        }
    }
}
