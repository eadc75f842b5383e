// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import org.drivechange.impl.session.Signal;

/** The way into a session from any thread. */
interface Mailbox {

    /** Runs something on the session's strand. */
    void run(Runnable onStrand);

    /** Runs something on the session's strand, and on this thread where the strand is free. */
    void runHere(Runnable onStrand);

    /** Has the session take a signal; on the strand only. */
    void handle(Signal signal);

    /** A frame could not be handed over, for want of memory, and is lost. */
    void damaged();

    /** Has the session take a signal, from anywhere. */
    default void put(Signal signal) {
        run(() -> handle(signal));
    }
}
