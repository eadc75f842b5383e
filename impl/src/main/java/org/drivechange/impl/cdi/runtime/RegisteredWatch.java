// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi.runtime;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.drivechange.DriveTarget;
import org.drivechange.DriveWatch;
import org.drivechange.impl.graph.SessionKey;
import org.drivechange.impl.health.TargetHealth;
import org.drivechange.impl.runtime.SessionStatistics;

/**
 * One watch of the registry. It has no session until shortly after the application has started, nor when DriveChange is
 * disabled.
 */
final class RegisteredWatch implements DriveWatch {

    private final WatchRegistry watches;
    private final SessionKey key;
    private final boolean declared;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile ItemReader items = ItemReader.none(event -> CompletableFuture.completedFuture(null));
    private volatile SessionStatistics statistics = new SessionStatistics(Instant::now);

    RegisteredWatch(WatchRegistry watches, SessionKey key, boolean declared) {
        this.watches = watches;
        this.key = key;
        this.declared = declared;
    }

    SessionKey key() {
        return key;
    }

    boolean declared() {
        return declared;
    }

    TargetHealth health() {
        return new TargetHealth(
                key,
                declared,
                statistics.status(),
                since(),
                lastNotification(),
                statistics.lastErrorCode(),
                items.health(Instant.now()));
    }

    void attach(RunningSession session) {
        statistics = session.statistics();
        items = session.items();
    }

    @Override
    public DriveTarget target() {
        return key.target();
    }

    @Override
    public String account() {
        return key.account();
    }

    @Override
    public State state() {
        return closed.get() || watches.stopped() ? State.CLOSED : statistics.state();
    }

    @Override
    public Instant since() {
        return statistics.since();
    }

    @Override
    public long notifications() {
        return statistics.notifications();
    }

    @Override
    public Optional<Instant> lastNotification() {
        return statistics.lastNotification();
    }

    @Override
    public Optional<String> lastError() {
        return statistics.lastError().or(items::lastError);
    }

    @Override
    public void readDelta() {
        items.readDelta();
    }

    @Override
    public void resync() {
        items.resync();
    }

    @Override
    public Optional<Instant> lastDelta() {
        return items.lastDelta();
    }

    @Override
    public long items() {
        return items.items();
    }

    @Override
    public Optional<String> node() {
        return Optional.empty();
    }

    @Override
    public void close() {
        if (!declared && closed.compareAndSet(false, true)) {
            watches.close(this);
        }
    }

    @Override
    public String toString() {
        return "DriveWatch[" + key + " " + state() + "]";
    }
}
