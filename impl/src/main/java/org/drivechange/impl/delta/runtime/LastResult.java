// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta.runtime;

import java.util.function.Consumer;
import org.drivechange.impl.delta.DeltaSignal;
import org.drivechange.impl.delta.DeltaSignal.CallSignal;

/** Keeps the result of the last call, so that a result whose submission was lost to an {@code Error} can be repeated. */
final class LastResult {

    private final Consumer<DeltaSignal> mailbox;
    private volatile CallSignal last;

    LastResult(Consumer<DeltaSignal> mailbox) {
        this.mailbox = mailbox;
    }

    void post(CallSignal result) {
        last = result;
        mailbox.accept(result);
    }

    /** Posts the result again if a reader still waits for it. */
    void repeat(long awaitedCall) {
        CallSignal result = last;
        if (result != null && result.call() == awaitedCall) {
            mailbox.accept(result);
        }
    }
}
