// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.jfr;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import org.drivechange.DriveTarget;
import org.drivechange.impl.graph.SessionKey;
import org.drivechange.impl.http.RequestKind;
import org.drivechange.impl.monitor.Monitor;
import org.drivechange.impl.monitor.TargetMonitor;
import org.drivechange.impl.monitor.TargetName;
import org.drivechange.impl.monitor.TargetNaming;

/** Records events with the JDK's Flight Recorder. The overhead is negligible without an active recording. */
public final class JfrMonitor implements Monitor {

    private final TargetNaming naming;

    public JfrMonitor(TargetNaming naming) {
        this.naming = naming;
    }

    @Override
    public String tool() {
        return "JDK Flight Recorder";
    }

    @Override
    public TargetMonitor forTarget(SessionKey key) {
        return new JfrTargetMonitor(naming.of(key));
    }

    @Override
    public Request requestStarted(RequestKind kind, DriveTarget target) {
        GraphRequestEvent event = new GraphRequestEvent();
        event.begin();
        return (status, code) -> ended(event, kind, target, status, code);
    }

    private void ended(
            GraphRequestEvent event, RequestKind kind, DriveTarget target, OptionalInt status, Optional<String> code) {
        event.end();
        if (event.shouldCommit()) {
            TargetName name = naming.of(new SessionKey(target, ""));
            event.urlTemplate = kind.urlTemplate(name.template());
            event.template = name.template();
            event.target = name.target();
            event.status = status.orElse(0);
            event.problem = code.orElse(null);
            event.commit();
        }
    }

    /** No action: failures are logged, and the Flight Recorder has its own event for exceptions. */
    @Override
    public void observerFailed(Throwable failure) {}

    @Override
    public Executor propagating(Executor executor) {
        return executor;
    }

    @Override
    public Executor inCurrentContext(Executor executor) {
        return executor;
    }

    @Override
    public void close() {}
}
