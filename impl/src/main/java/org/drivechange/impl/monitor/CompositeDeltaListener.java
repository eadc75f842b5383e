// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.monitor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.drivechange.impl.delta.runtime.DeltaListener;
import org.drivechange.impl.diagnostics.ErrorCode;

/** Passes the progress of one reader of item changes to several monitors, or to none. */
final class CompositeDeltaListener implements DeltaListener {

    private final CompositeMonitor composite;
    private final List<Part> parts;

    private CompositeDeltaListener(CompositeMonitor composite, List<Part> parts) {
        this.composite = composite;
        this.parts = List.copyOf(parts);
    }

    /** One monitor, and its listener. */
    private record Part(Monitor monitor, DeltaListener listener) {}

    static DeltaListener of(CompositeMonitor composite, List<CompositeTargetMonitor.Part> targets) {
        List<Part> parts = new ArrayList<>();
        for (CompositeTargetMonitor.Part target : targets) {
            composite.run(
                    target.monitor(),
                    () -> parts.add(new Part(target.monitor(), target.target().items())));
        }
        return new CompositeDeltaListener(composite, parts);
    }

    @Override
    public void roundBegun() {
        forEach(DeltaListener::roundBegun);
    }

    @Override
    public void pageDelivered(int items, Optional<Duration> lag) {
        forEach(listener -> listener.pageDelivered(items, lag));
    }

    @Override
    public void deliveryRepeated() {
        forEach(DeltaListener::deliveryRepeated);
    }

    @Override
    public void roundCompleted() {
        forEach(DeltaListener::roundCompleted);
    }

    @Override
    public void failed(ErrorCode code) {
        forEach(listener -> listener.failed(code));
    }

    private void forEach(Consumer<DeltaListener> call) {
        parts.forEach(part -> composite.run(part.monitor(), () -> call.accept(part.listener())));
    }
}
