// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.drivechange.DriveItemChange;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.drive.ItemPage;
import org.drivechange.impl.drive.PageLink;
import org.drivechange.impl.drive.PageResult;
import org.drivechange.impl.graph.GraphFailure;

/** Answers to requests for pages. The links differ in their tokens. */
public final class PageAnswers {

    private static final String LINK = "https://graph.example/v1.0/drives/d/root/delta?token=";

    /** Time of each page. */
    public static final Instant READ_AT = Instant.parse("2026-01-01T00:00:01Z");

    private PageAnswers() {}

    public static DriveItemChange item(String id) {
        return DriveItemChange.changed(DeltaMachineHarness.TARGET, "d", id)
                .eTag("e-" + id)
                .build();
    }

    public static PageResult page(String next, String... ids) {
        return received(next, false, ids);
    }

    public static PageResult last(String next, String... ids) {
        return received(next, true, ids);
    }

    private static PageResult received(String next, boolean last, String... ids) {
        List<DriveItemChange> items = Arrays.stream(ids).map(PageAnswers::item).toList();
        return new PageResult.Received(new ItemPage(items, new PageLink(LINK + next), last, READ_AT, Optional.empty()));
    }

    /** Returns a page whose headers ask the account to send no request for a time. */
    public static PageResult pausing(Duration pause, PageResult answer) {
        ItemPage page = ((PageResult.Received) answer).page();
        return new PageResult.Received(
                new ItemPage(page.items(), page.link(), page.last(), page.receivedAt(), Optional.of(pause)));
    }

    public static PageResult failure(ErrorCode code) {
        return new PageResult.Failed(new GraphFailure(code, "test"));
    }

    public static String tokenOf(Optional<PageLink> link) {
        return link.map(found -> found.text().substring(LINK.length())).orElse("");
    }
}
