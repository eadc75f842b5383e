// SPDX-License-Identifier: Apache-2.0
package org.drivechange.samples.war;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.drivechange.DriveEvent;
import org.drivechange.DriveNotification;
import org.drivechange.DriveNotification.Cause;
import org.drivechange.DriveReset;
import org.drivechange.DriveSessionClosed;
import org.drivechange.DriveSessionOpened;
import org.drivechange.DriveWatch;

/** Renders the board as HTML. All external text is escaped here and nowhere else. */
final class HtmlRenderer {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final int MAX_TEXT_LENGTH = 300;

    private HtmlRenderer() {}

    /** Returns the changing parts of the page by the id of their element. Each part is one line. */
    static Map<String, String> parts(EventBoard board) {
        List<EventRow> rows = board.rows();
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put(
                "sessions", board.watches().stream().map(HtmlRenderer::session).collect(joining()));
        parts.put("events", rows.stream().map(EventRow::row).collect(joining()));
        parts.put("items", items(board.items()));
        parts.put("latest", board.latest());
        return parts;
    }

    private static String items(List<ItemRow> rows) {
        StringBuilder newestFirst = new StringBuilder();
        rows.forEach(row -> newestFirst.insert(0, item(row)));
        return newestFirst.toString();
    }

    private static String item(ItemRow item) {
        String name = text(item.name());
        return row(
                cell(time(item.at())),
                cell(badge(item.deleted() ? "Deleted" : "Changed")),
                "<th scope=\"row\">" + (item.deleted() ? "<del>" + name + "</del>" : name) + "</th>",
                cell(text(item.type())),
                cell(text(item.size())),
                cell(text(item.by())),
                cell(item.modified() == null ? "" : time(item.modified())));
    }

    /** Returns the latest item as a line. */
    static String line(ItemRow item) {
        return time(item.at()) + (item.deleted() ? " Deleted: " : " Changed: ") + text(item.name());
    }

    static EventRow eventRow(DriveEvent event) {
        return new EventRow(row(event), line(event));
    }

    private static String session(DriveWatch watch) {
        return row(
                "<th scope=\"row\">" + text(watch.target()) + "</th>",
                cell(watch.account().isEmpty() ? "default" : text(watch.account())),
                cell(badge(capitalized(watch.state().name()))),
                cell(text(watch.notifications())),
                cell(watch.lastNotification().map(HtmlRenderer::time).orElse("none yet")),
                cell(text(watch.items())),
                cell(watch.lastDelta().map(HtmlRenderer::time).orElse("not yet")),
                cell(text(watch.lastError().orElse("none"))));
    }

    private static String capitalized(String name) {
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }

    private static String row(DriveEvent event) {
        return row(cell(time(event.at())), cell(badge(kind(event))), cell(text(event.target())), cell(detail(event)));
    }

    private static String line(DriveEvent event) {
        return time(event.at()) + " " + kind(event) + ": " + text(event.target());
    }

    private static String kind(DriveEvent event) {
        if (event instanceof DriveNotification notification) {
            return notification.cause() == Cause.CHANGE ? "Change" : "Catch-up";
        }
        if (event instanceof DriveReset) {
            return "Reset";
        }
        return event instanceof DriveSessionOpened ? "Opened" : "Closed";
    }

    private static String detail(DriveEvent event) {
        if (event instanceof DriveNotification notification) {
            return notification.cause() == Cause.CHANGE
                    ? Stream.of(notification.siteUrl(), notification.resource())
                            .filter(Objects::nonNull)
                            .map(HtmlRenderer::text)
                            .collect(joining(", resource "))
                    : "Changes may have been missed since " + time(notification.since());
        }
        if (event instanceof DriveSessionOpened session) {
            return session.resumed() ? "Session reopened" : "Session opened";
        }
        if (event instanceof DriveReset reset) {
            return text(reset.reason()) + ": all items of the drive follow";
        }
        return text(((DriveSessionClosed) event).reason());
    }

    private static String row(String... cells) {
        return "<tr>" + String.join("", cells) + "</tr>";
    }

    private static String cell(String html) {
        return "<td>" + html + "</td>";
    }

    /** Renders a label, whose colour the style sheet sets by its class. */
    private static String badge(String label) {
        return "<span class=\"badge " + label.toLowerCase(Locale.ROOT) + "\">" + label + "</span>";
    }

    private static String time(Instant moment) {
        return "<time datetime=\"" + moment + "\">" + TIME.format(moment) + "</time>";
    }

    private static String text(Object value) {
        return shortened(value.toString())
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;")
                .replaceAll("\\R", " ");
    }

    /** Shortens external text, whose length is unlimited. */
    private static String shortened(String text) {
        if (text.length() <= MAX_TEXT_LENGTH) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MAX_TEXT_LENGTH - 1)) ? MAX_TEXT_LENGTH - 1 : MAX_TEXT_LENGTH;
        return text.substring(0, end) + "\u2026";
    }
}
