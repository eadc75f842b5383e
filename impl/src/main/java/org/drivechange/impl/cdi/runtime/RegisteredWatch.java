// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi.runtime;

import java.time.Instant;
import java.util.Optional;
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
    private volatile SessionStatistics gauge = new SessionStatistics(Instant::now);

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
        return new TargetHealth(key, declared, gauge.status(), since(), lastNotification(), gauge.lastErrorCode());
    }

    void attach(RunningSession session) {
        gauge = session.gauge();
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
        return closed.get() || watches.stopped() ? State.CLOSED : gauge.state();
    }

    @Override
    public Instant since() {
        return gauge.since();
    }

    @Override
    public long notifications() {
        return gauge.notifications();
    }

    @Override
    public Optional<Instant> lastNotification() {
        return gauge.lastNotification();
    }

    @Override
    public Optional<String> lastError() {
        return gauge.lastError();
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
