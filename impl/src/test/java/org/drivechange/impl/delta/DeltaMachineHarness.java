// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.SplittableRandom;
import org.drivechange.DriveEvent;
import org.drivechange.DriveItemChange;
import org.drivechange.DriveReset;
import org.drivechange.DriveTarget;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.drive.DeltaSettings;
import org.drivechange.impl.drive.PageRequest;
import org.drivechange.impl.drive.PageResult;
import org.drivechange.impl.graph.AccessToken;
import org.drivechange.impl.graph.SessionKey;
import org.drivechange.impl.position.Position;
import org.drivechange.impl.position.PositionToken;

/** Executes the commands of a {@link DeltaMachine} with scripted answers. Time moves by {@link #tick} only. */
final class DeltaMachineHarness {

    static final DriveTarget TARGET = DriveTarget.parse("/me/drive/root");

    private final List<PageRequest> requests = new ArrayList<>();
    private final List<DriveEvent> events = new ArrayList<>();
    private final List<DeltaCommand> commands = new ArrayList<>();
    private final Queue<PageResult> answers = new ArrayDeque<>();
    private final Queue<DeltaSignal> signals = new ArrayDeque<>();
    private DeltaSettings settings;
    private DeltaMachine machine;
    private DeltaSnapshot reader;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private Optional<String> stored = Optional.empty();
    private String driveId = "d";
    private boolean opens = true;
    private boolean answersTokens = true;
    private boolean grantsPermits = true;
    private boolean delivers = true;
    private boolean saves = true;
    private boolean resetObserved = true;

    DeltaMachineHarness(DeltaSettings settings) {
        use(settings);
    }

    /** Returns a harness that starts at the latest state of the drive. */
    static DeltaMachineHarness latest() {
        return new DeltaMachineHarness(DeltaTestSettings.of(DeltaSettings.Start.LATEST, Duration.ZERO, 0, 0));
    }

    /** Returns a harness that starts with a baseline. */
    static DeltaMachineHarness all() {
        return new DeltaMachineHarness(DeltaTestSettings.of(DeltaSettings.Start.ALL, Duration.ZERO, 0, 0));
    }

    /** Uses a new machine. The saved position remains. */
    void use(DeltaSettings changed) {
        settings = changed;
        machine = new DeltaMachine(new SessionKey(TARGET, ""), changed, resetObserved, new SplittableRandom(1));
        reader = DeltaSnapshot.idle();
    }

    /** Uses a new machine, whose resets no method observes. */
    void resetsAreNotObserved() {
        resetObserved = false;
        use(settings);
    }

    void driveId(String id) {
        driveId = id;
    }

    void store(String token) {
        stored = Optional.of(token);
    }

    void opens(boolean on) {
        opens = on;
    }

    void answersTokens(boolean on) {
        answersTokens = on;
    }

    void grantsPermits(boolean on) {
        grantsPermits = on;
    }

    void delivers(boolean on) {
        delivers = on;
    }

    void saves(boolean on) {
        saves = on;
    }

    void start() {
        signal(new DeltaSignal.Start());
    }

    /** Starts, and completes the first round of a reader that starts at the latest state. */
    DeltaMachineHarness started() {
        answer(PageAnswers.last("start"));
        start();
        return this;
    }

    /** Answers the next requests for pages that have no other answer. */
    void answer(PageResult... next) {
        answers.addAll(Arrays.asList(next));
    }

    /** Answers the current request for a page. */
    void respond(PageResult result) {
        signal(response(call(), result));
    }

    void signal(DeltaSignal signal) {
        signals.add(signal);
        while (!signals.isEmpty()) {
            DeltaTransition transition = machine.onSignal(reader, signals.remove(), now);
            reader = transition.reader();
            transition.commands().forEach(this::execute);
        }
    }

    private void execute(DeltaCommand command) {
        commands.add(command);
        if (command instanceof DeltaCommand.OpenPosition open && opens) {
            signals.add(new DeltaSignal.PositionOpened(open.call(), 1, stored));
        } else if (command instanceof DeltaCommand.RequestToken request && answersTokens) {
            signals.add(new DeltaSignal.TokenReceived(request.call(), new AccessToken("t")));
        } else if (command instanceof DeltaCommand.AcquirePermit acquire && grantsPermits) {
            signals.add(new DeltaSignal.PermitGranted(acquire.call()));
        } else if (command instanceof DeltaCommand.ResolveDrive resolve) {
            signals.add(new DeltaSignal.DriveReceived(resolve.call(), driveId));
        } else if (command instanceof DeltaCommand.ReadPage read) {
            requests.add(read.request());
            Optional.ofNullable(answers.poll()).ifPresent(result -> signals.add(response(read.call(), result)));
        } else if (command instanceof DeltaCommand.Deliver deliver && delivers) {
            events.addAll(deliver.batch()
                    .steps()
                    .subList(deliver.step(), deliver.batch().steps().size()));
            signals.add(new DeltaSignal.Delivered(deliver.call()));
        } else if (command instanceof DeltaCommand.SavePosition save && saves) {
            acceptSave(save);
        }
    }

    private void acceptSave(DeltaCommand.SavePosition save) {
        stored = Optional.of(save.token());
        signals.add(new DeltaSignal.PositionSaved(save.call(), true));
    }

    private static DeltaSignal response(long call, PageResult result) {
        return result instanceof PageResult.Received received
                ? new DeltaSignal.PageReceived(call, received.page())
                : new DeltaSignal.RequestFailed(call, ((PageResult.Failed) result).failure());
    }

    /** Moves to the due time of the reader, and fires the timer. Returns the time that has passed. */
    Duration tick() {
        Instant before = now;
        Instant due = due();
        now = due.isAfter(now) ? due : now;
        signal(new DeltaSignal.Tick());
        return Duration.between(before, now);
    }

    void advance(Duration duration) {
        now = now.plus(duration);
    }

    Instant now() {
        return now;
    }

    Instant due() {
        return reader.due(settings.quietPeriod());
    }

    String phase() {
        return reader.phase();
    }

    boolean needsPermit() {
        return reader.needsPermit();
    }

    /** Id of the last call. */
    long call() {
        return reader.history().calls();
    }

    /** Tokens of the links of the requests for pages; {@code latest} or {@code all} for a first page. */
    List<String> links() {
        return requests.stream()
                .map(request -> request.link().getQuery())
                .map(query -> query.contains("token=") ? query.substring(query.indexOf("token=") + 6) : "all")
                .toList();
    }

    List<PageRequest> requests() {
        return requests;
    }

    <T extends DriveEvent> List<T> events(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    List<String> items() {
        return events(DriveItemChange.class).stream().map(DriveItemChange::id).toList();
    }

    List<DriveReset.Reason> resets() {
        return events(DriveReset.class).stream().map(DriveReset::reason).toList();
    }

    <T extends DeltaCommand> List<T> commands(Class<T> type) {
        return commands.stream().filter(type::isInstance).map(type::cast).toList();
    }

    <T extends DeltaCommand> T lastCommand(Class<T> type) {
        List<T> found = commands(type);
        return found.get(found.size() - 1);
    }

    /** Codes of the failures that were logged as warnings. */
    List<ErrorCode> warnings() {
        return commands(DeltaCommand.ReportFailure.class).stream()
                .filter(DeltaCommand.ReportFailure::isNew)
                .map(report -> report.failure().code())
                .toList();
    }

    Position position() {
        return PositionToken.read(stored.orElseThrow()).orElseThrow();
    }
}
