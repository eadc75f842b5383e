// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.drivechange.DriveTarget;
import org.drivechange.impl.clock.SessionClock;
import org.drivechange.impl.concurrent.SerialExecutor;
import org.drivechange.impl.concurrent.SessionExecutors;
import org.drivechange.impl.diagnostics.AsynchronousLog;
import org.drivechange.impl.drive.DeltaClient;
import org.drivechange.impl.drive.DeltaSettings;
import org.drivechange.impl.drive.DriveResult;
import org.drivechange.impl.drive.PageRequest;
import org.drivechange.impl.drive.PageResult;
import org.drivechange.impl.graph.AccessToken;
import org.drivechange.impl.graph.AccessTokens;
import org.drivechange.impl.graph.SessionKey;
import org.drivechange.impl.position.PositionStore;
import org.drivechange.impl.runtime.ConnectLimiter;
import org.drivechange.impl.runtime.TokenRequestLimiter;

/** A {@link DeltaReader} whose tasks run on the thread of the test, and which reads scripted pages. Its timer does not fire. */
public final class ReaderScene implements SessionExecutors, AccessTokens, PositionStore, DeltaClient {

    public static final SessionKey KEY = new SessionKey(DriveTarget.parse("/me/drive/root"), "");

    /** Difference of wall clock and session clock. */
    static final Duration WALL = Duration.ofHours(3);

    private static final String ON_PURPOSE = "on purpose";

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final Queue<PageResult> answers = new ArrayDeque<>();
    private final List<PageRequest> requests = new ArrayList<>();
    private final List<AccessToken> rejected = new ArrayList<>();
    private final DeliveryRecorder recorder = new DeliveryRecorder();
    private final ConnectLimiter limiter = new ConnectLimiter();
    private final DeltaReader reader;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private boolean preventsNextTask;
    private Optional<RuntimeException> openFailure = Optional.empty();
    private int opens;
    private boolean losesNext;
    private boolean losesSave;

    public ReaderScene(DeltaSettings settings) {
        AsynchronousLog log = new AsynchronousLog(task -> {});
        DeltaEnvironment environment =
                new DeltaEnvironment(this, this, new TokenRequestLimiter(this, this, log), this, clock(), limiter, log);
        this.reader = new DeltaReader(KEY, settings, true, environment, recorder, recorder);
    }

    private SessionClock clock() {
        return new SessionClock() {
            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public Instant wall(Instant time) {
                return time.plus(WALL);
            }
        };
    }

    public DeltaReader reader() {
        return reader;
    }

    public void answer(PageResult... next) {
        answers.addAll(Arrays.asList(next));
    }

    /** Runs all tasks that were submitted. */
    public void run() {
        while (!tasks.isEmpty()) {
            try {
                tasks.remove().run();
            } catch (OutOfMemoryError expected) {
                assertThat(expected).hasMessage(ON_PURPOSE);
            }
        }
    }

    public void advance(Duration duration) {
        now = now.plus(duration);
    }

    /** Makes the submission of the next task throw an {@code Error}. */
    void preventNextTask() {
        preventsNextTask = true;
    }

    /** Makes the store fail to open the position, once. */
    void failOpen(RuntimeException failure) {
        openFailure = Optional.of(failure);
    }

    /** Makes the submission of the next signal throw an {@code Error}. */
    void loseNextSignal() {
        losesNext = true;
    }

    /** Makes the submission of the result of the next save throw an {@code Error}. */
    void loseResultOfNextSave() {
        losesSave = true;
    }

    ConnectLimiter limiter() {
        return limiter;
    }

    public List<PageRequest> requests() {
        return requests;
    }

    /** Number of times that the position was opened. */
    int opens() {
        return opens;
    }

    List<AccessToken> rejected() {
        return rejected;
    }

    DeliveryRecorder recorder() {
        return recorder;
    }

    @Override
    public SerialExecutor newSerialExecutor() {
        return new SerialExecutor() {
            @Override
            public void execute(Runnable task) {
                if (losesNext) {
                    losesNext = false;
                    throw new OutOfMemoryError(ON_PURPOSE);
                }
                tasks.add(task);
            }

            @Override
            public void executeInline(Runnable task) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void sweep() {}
        };
    }

    @Override
    public Future<?> block(Runnable task) {
        if (preventsNextTask) {
            preventsNextTask = false;
            throw new OutOfMemoryError(ON_PURPOSE);
        }
        tasks.add(task);
        return new CompletableFuture<>();
    }

    @Override
    public Future<?> connect(Runnable task) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Future<?> call(Runnable task) {
        return block(task);
    }

    @Override
    public Future<?> store(Runnable task) {
        return block(task);
    }

    @Override
    public Future<?> after(Duration delay, Runnable task) {
        return new CompletableFuture<>();
    }

    @Override
    public AccessToken token(String account) {
        return new AccessToken("token-" + rejected.size());
    }

    @Override
    public void rejected(String account, AccessToken token) {
        rejected.add(token);
    }

    @Override
    public Opened open(SessionKey key) {
        opens++;
        Optional<RuntimeException> failure = openFailure;
        openFailure = Optional.empty();
        failure.ifPresent(thrown -> {
            throw thrown;
        });
        return new Opened(1, Optional.empty());
    }

    @Override
    public boolean save(SessionKey key, long epoch, String token) {
        losesNext = losesSave;
        losesSave = false;
        return true;
    }

    @Override
    public void release(SessionKey key) {}

    @Override
    public DriveResult resolve(DriveTarget target, AccessToken token) {
        return new DriveResult.Found("d", "business");
    }

    @Override
    public PageResult read(PageRequest request, AccessToken token) {
        requests.add(request);
        return answers.remove();
    }
}
