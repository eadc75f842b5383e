// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.graph;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Graph's {@code DateTimeOffset}, of up to nine decimals. */
public final class GraphDateTime {

    private GraphDateTime() {}

    /** The moment, or empty when the text is none. A text without an offset is UTC, as everything in Graph is. */
    public static Optional<Instant> parse(String text) {
        Optional<Instant> usual = FastInstantParser.parse(text);
        return usual.isPresent() ? usual : parseAny(text);
    }

    private static Optional<Instant> parseAny(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException noOffset) {
            return parseLocal(text);
        }
    }

    private static Optional<Instant> parseLocal(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException malformed) {
            return Optional.empty();
        }
    }
}
