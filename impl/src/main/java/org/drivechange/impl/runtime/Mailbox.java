// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import org.drivechange.impl.session.Signal;

/** The way into a session from any thread. */
interface Mailbox {

    /** Runs something on the session's strand. */
    void execute(Runnable task);

    /** Runs something on the session's strand, and on this thread where the strand is free. */
    void executeInline(Runnable task);

    /** Has the session take a signal; on the strand only. */
    void process(Signal signal);

    /** A frame could not be handed over, for want of memory, and is lost. */
    void frameLost();

    /** Has the session take a signal, from anywhere. */
    default void post(Signal signal) {
        execute(() -> process(signal));
    }
}
