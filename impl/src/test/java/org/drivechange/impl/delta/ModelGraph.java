// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.drive.PageRequest;
import org.drivechange.impl.drive.PageResult;
import org.drivechange.impl.graph.GraphFailure;

/** Answers a reader from a drive, with random failures, empty pages, and times at which no round ends. */
final class ModelGraph {

    private final SplittableRandom random;
    private final ModelDrive drive = new ModelDrive(3);
    private final Mirror mirror;
    private String driveId = "d";
    private Instant endlessUntil = Instant.MIN;
    private long pages;
    private int lateChanges;

    /** Items of the drive when the last page was read. */
    private Map<String, String> itemsAtLastPage = Map.of();

    ModelGraph(SplittableRandom random, Mirror mirror) {
        this.random = random;
        this.mirror = mirror;
    }

    ModelDrive drive() {
        return drive;
    }

    Map<String, String> itemsAtLastPage() {
        return itemsAtLastPage;
    }

    /** Returns the id of the drive. Graph sends the ids of some drives in either case. */
    String driveId() {
        return random.nextBoolean() ? driveId : driveId.toUpperCase(Locale.ROOT);
    }

    /** Gives the target another drive. */
    void replaceDrive() {
        driveId = driveId.equals("d") ? "e" : "d";
        drive.replace(random);
    }

    /** Makes a change after its notification. */
    void changeLate() {
        lateChanges++;
    }

    void showLateChanges() {
        for (; lateChanges > 0; lateChanges--) {
            drive.change(random);
        }
    }

    /** Ends no round for a time. */
    void beginEndlessRounds(Instant now) {
        endlessUntil = now.plus(Duration.ofMinutes(random.nextInt(1, 30)));
    }

    /** Ends the disturbances that last. */
    void settle() {
        endlessUntil = Instant.MIN;
        showLateChanges();
    }

    PageResult read(PageRequest request, Instant now) {
        Optional<ErrorCode> failure = failure();
        if (failure.isPresent()) {
            return new PageResult.Failed(new GraphFailure(failure.get(), "simulated"));
        }
        if (ModelDrive.continues(request) && (now.isBefore(endlessUntil) || random.nextInt(10) == 0)) {
            pages++;
            return ModelDrive.emptyPage(request, pages, now);
        }
        PageResult result = drive.read(request, now);
        if (result instanceof PageResult.Received received && received.page().last()) {
            itemsAtLastPage = drive.items();
            if (ModelDrive.isLatest(request)) {
                mirror.begin(drive.items());
            }
        }
        return result;
    }

    private Optional<ErrorCode> failure() {
        return switch (random.nextInt(100)) {
            case 0 -> Optional.of(ErrorCode.GRAPH_SERVER_ERROR);
            case 1 -> Optional.of(ErrorCode.GRAPH_UNREACHABLE);
            case 2 -> Optional.of(ErrorCode.GRAPH_UNAUTHORIZED);
            case 3 -> Optional.of(ErrorCode.GRAPH_THROTTLED);
            case 4 -> Optional.of(ErrorCode.GRAPH_NOT_FOUND);
            case 5 -> Optional.of(ErrorCode.PAGE_UNREADABLE);
            default -> Optional.empty();
        };
    }
}
