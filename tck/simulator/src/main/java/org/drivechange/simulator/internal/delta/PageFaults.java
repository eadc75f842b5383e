// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.delta;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.drivechange.simulator.DeltaFault;
import org.drivechange.simulator.internal.drive.Cursor;

/**
 * Applies faults to a page.
 *
 * @param cursor the position of the request
 */
record PageFaults(Drive drive, DeltaRequest request, Cursor cursor) {

    private static final String DELETED = "deleted";

    private static final List<String> DATES = List.of("createdDateTime", "lastModifiedDateTime");

    /** Returns the page with the fault; unchanged if the fault does not concern items and tokens. */
    DeltaPage apply(DeltaFault fault, DeltaPage page) {
        DeltaTokens tokens = drive.tokens();
        return switch (fault) {
            case EMPTY_PAGE -> new DeltaPage(List.of(), tokens.next(cursor), null);
            case EMPTY_DELTA -> new DeltaPage(List.of(), null, tokens.delta(cursor));
            case EMPTY_DELTA_SKIPPING_CHANGES ->
                new DeltaPage(List.of(), null, tokens.delta(drive.content().end()));
            case ROOT_ONLY -> new DeltaPage(List.of(root()), null, tokens.delta(cursor));
            case REPEATED_NEXT_LINK -> new DeltaPage(page.value(), request.token(), null);
            case ENDLESS_NEXT_LINK -> new DeltaPage(page.value(), tokens.next(cursor), null);
            case NO_LINK -> new DeltaPage(page.value(), null, null);
            case BOTH_LINKS -> bothLinks(page);
            case NO_VALUE -> page.with(null);
            case ERROR_IN_VALUE -> page.with(followedBy(page.value(), Map.of("error", lateError())));
            case ITEM_WITHOUT_ID -> page.with(followedBy(page.value(), Map.of("name", "no-id.txt", "file", Map.of())));
            case ID_ONLY_ITEMS -> each(page, PageFaults::idOnly);
            case YEAR_ONE_DATES -> each(page, PageFaults::withoutDates);
            case REPEATED_ITEMS -> page.with(repeated(page.value()));
            case DELETIONS_LAST -> page.with(deletionsLast(page.value()));
            case REMOVED_ANNOTATIONS -> each(page, PageFaults::annotated);
            default -> page;
        };
    }

    private Map<String, Object> root() {
        return new ItemJson(drive.content().identity(), request.select())
                .of(drive.content().root());
    }

    private DeltaPage bothLinks(DeltaPage page) {
        return page.nextToken() == null
                ? new DeltaPage(
                        page.value(), drive.tokens().next(drive.content().latest()), page.deltaToken())
                : new DeltaPage(page.value(), page.nextToken(), drive.tokens().delta(cursor));
    }

    private static Map<String, Object> lateError() {
        return Map.of("code", "InternalServerError", "message", "The server failed while it sent the page.");
    }

    private static List<Map<String, Object>> followedBy(List<Map<String, Object>> items, Map<String, Object> last) {
        return Stream.concat(items.stream(), Stream.of(last)).toList();
    }

    private static DeltaPage each(DeltaPage page, UnaryOperator<Map<String, Object>> change) {
        return page.with(page.value().stream().map(change).toList());
    }

    private static Map<String, Object> idOnly(Map<String, Object> item) {
        Map<String, Object> rest = new LinkedHashMap<>(item);
        rest.keySet().retainAll(List.of("id", DELETED));
        return rest;
    }

    private static Map<String, Object> withoutDates(Map<String, Object> item) {
        Map<String, Object> dated = new LinkedHashMap<>(item);
        DATES.forEach(name -> dated.computeIfPresent(name, (key, date) -> ItemJson.NO_DATE));
        return dated;
    }

    private static Map<String, Object> annotated(Map<String, Object> item) {
        Map<String, Object> annotated = new LinkedHashMap<>(item);
        if (annotated.remove(DELETED) != null) {
            annotated.put("@removed", Map.of("reason", DELETED));
        }
        return annotated;
    }

    private static List<Map<String, Object>> deletionsLast(List<Map<String, Object>> items) {
        return items.stream()
                .sorted(Comparator.comparing(item -> item.containsKey(DELETED)))
                .toList();
    }

    private static List<Map<String, Object>> repeated(List<Map<String, Object>> items) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Map<String, Object> item : items) {
            Map<String, Object> outdated = new LinkedHashMap<>(item);
            outdated.computeIfPresent("name", (key, name) -> "outdated-" + name);
            outdated.computeIfPresent("eTag", (key, tag) -> "\"{outdated},0\"");
            all.add(outdated);
        }
        all.addAll(items);
        return all;
    }
}
