// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.position;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.drivechange.impl.diagnostics.ProtocolException;
import org.drivechange.impl.drive.PageLink;

/** Text form of a position: a version, and one line for each value. */
public final class PositionToken {

    private static final String VERSION = "1";

    private final Map<String, String> values = new HashMap<>();

    private PositionToken(List<String> lines) {
        for (String line : lines) {
            int end = line.indexOf('=');
            if (end < 0) {
                throw new IllegalArgumentException("a line without a name");
            }
            values.put(line.substring(0, end), line.substring(end + 1));
        }
    }

    public static String write(Position position) {
        DeltaScope scope = position.scope();
        StringBuilder text = new StringBuilder(VERSION);
        line(text, "graph", Optional.of(scope.graph()));
        line(text, "drive", Optional.of(scope.driveId()));
        line(text, "select", Optional.of(String.join(" ", scope.select())));
        line(text, "prefer", Optional.of(String.join("\t", scope.prefer())));
        line(text, "deltaLink", position.deltaLink().map(PageLink::text));
        line(text, "nextLink", position.nextLink().map(PageLink::text));
        line(
                text,
                "baselineReads",
                position.isBaseline() ? Optional.of(position.baselineReads().getAsInt()) : Optional.empty());
        line(text, "fired", Optional.of(position.fired()));
        line(text, "readUntil", position.readUntil());
        return text.toString();
    }

    /** Parses a position. Empty if the text is no position of a known version. */
    public static Optional<Position> read(String text) {
        String[] lines = text.split("\n", -1);
        if (!lines[0].equals(VERSION)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PositionToken(Arrays.asList(lines).subList(1, lines.length)).position());
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private Position position() {
        return new Position(
                new DeltaScope(required("graph"), required("drive"), list("select", " "), list("prefer", "\t")),
                value("deltaLink").map(this::link),
                value("nextLink").map(this::link),
                value("baselineReads")
                        .map(reads -> OptionalInt.of(Integer.parseInt(reads)))
                        .orElse(OptionalInt.empty()),
                required("fired").equals("true"),
                value("readUntil").map(Instant::parse));
    }

    /** Checks the origin again, as the access token is sent to it. */
    private PageLink link(String text) {
        try {
            return PageLink.parse(text, URI.create(required("graph")));
        } catch (ProtocolException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    private String required(String name) {
        return value(name).orElseThrow(() -> new IllegalArgumentException("no " + name));
    }

    private List<String> list(String name, String separator) {
        return Arrays.stream(required(name).split(separator))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.toList());
    }

    private static void line(StringBuilder text, String name, Optional<?> value) {
        value.ifPresent(present -> text.append('\n').append(name).append('=').append(present));
    }
}
