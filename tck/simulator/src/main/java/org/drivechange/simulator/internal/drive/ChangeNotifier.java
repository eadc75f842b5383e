// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.drive;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs notifications at once or, if they have a delay, in a thread of its own. */
public final class ChangeNotifier {

    /** Creates its thread for the first delayed notification; discards notifications after the stop. */
    private final ScheduledThreadPoolExecutor scheduler =
            new ScheduledThreadPoolExecutor(1, ChangeNotifier::thread, new ThreadPoolExecutor.DiscardPolicy());

    public void run(Duration delay, Runnable notification) {
        if (delay.isZero()) {
            notification.run();
        } else {
            scheduler.schedule(notification, delay.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    public void stop() {
        scheduler.shutdownNow();
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "drivechange-simulator-notifications");
        thread.setDaemon(true);
        return thread;
    }
}
