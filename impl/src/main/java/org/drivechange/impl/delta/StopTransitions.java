// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta;

import java.util.List;
import org.drivechange.impl.delta.DeltaState.Delivering;
import org.drivechange.impl.delta.DeltaState.Reading;
import org.drivechange.impl.delta.DeltaState.Resolving;
import org.drivechange.impl.delta.DeltaState.Saving;
import org.drivechange.impl.delta.DeltaState.Stopped;
import org.drivechange.impl.delta.DeltaState.Stopping;

/** Transitions of a reader that stops: a delivered batch is acknowledged, and no new step begins. Pure. */
final class StopTransitions {

    private StopTransitions() {}

    static DeltaTransition stop(DeltaHistory history, DeltaState state) {
        if (state instanceof Delivering delivering) {
            Delivery delivery = delivering.delivery();
            return DeltaTransition.of(
                    history,
                    new Stopping(delivering.cursor(), delivery.call(), delivery.acknowledgement()),
                    new DeltaCommand.StopDelivery(delivery.call()));
        }
        if (state instanceof Saving saving) {
            return DeltaTransition.of(history, new Stopping(saving.cursor(), saving.call(), saving.acknowledgement()));
        }
        if (state instanceof Reading reading) {
            return stopped(history)
                    .precededBy(
                            List.of(new DeltaCommand.Cancel(reading.request().id())));
        }
        return state instanceof Resolving resolving
                ? stopped(history)
                        .precededBy(List.of(
                                new DeltaCommand.Cancel(resolving.request().id())))
                : stopped(history);
    }

    static DeltaTransition whileStopping(DeltaHistory history, Stopping stopping, DeltaSignal signal) {
        if (!(signal instanceof DeltaSignal.CallSignal call) || call.call() != stopping.call()) {
            return DeltaTransition.of(history, stopping);
        }
        if (!(signal instanceof DeltaSignal.Delivered)) {
            return stopped(history);
        }
        DeltaHistory next = history.nextCall();
        return DeltaTransition.of(
                next,
                new Stopping(stopping.cursor(), next.calls(), stopping.acknowledgement()),
                DeliveryTransitions.saving(next.calls(), stopping.cursor(), stopping.acknowledgement()));
    }

    private static DeltaTransition stopped(DeltaHistory history) {
        return DeltaTransition.of(history, new Stopped(), new DeltaCommand.ReleasePosition());
    }
}
