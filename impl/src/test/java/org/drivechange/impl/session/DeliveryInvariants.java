// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.drivechange.DriveEvent;
import org.drivechange.DriveNotification;
import org.drivechange.DriveNotification.Cause;
import org.drivechange.DriveSessionClosed;
import org.drivechange.DriveSessionOpened;
import org.drivechange.impl.runtime.SimulatedService;
import org.drivechange.impl.runtime.VirtualClock;

/** Checks emitted changes against the events that observers received. */
public final class DeliveryInvariants {

    private static final class Entry {

        private final long at;
        private final int sent;
        private int delivered;

        private Entry(long at, int sent) {
            this.at = at;
            this.sent = sent;
        }
    }

    private final List<Entry> entries = new ArrayList<>();
    /**
     * A catch-up.
     *
     * @param at arrival in nanoseconds since the start
     * @param since value shown to observers
     */
    private record CatchUp(long at, Instant since) {}

    private final VirtualClock clock;
    private final List<CatchUp> catchUps = new ArrayList<>();
    private long openedAt = Long.MAX_VALUE;
    private boolean open;
    private boolean catchUpDue;
    private int highest = -1;

    public DeliveryInvariants(VirtualClock clock) {
        this.clock = clock;
    }

    public int next() {
        return entries.size();
    }

    /**
     * Records a change that a service has just sent to a number of clients.
     *
     * @param sent number of clients, possibly zero
     */
    public void emitted(long at, int sent) {
        entries.add(new Entry(at, sent));
    }

    boolean opened() {
        return openedAt != Long.MAX_VALUE;
    }

    /**
     * Records an event that an observer receives, and checks its order.
     *
     * @param shown same event with wall-clock times
     * @param overlapping whether two connections may deliver
     * @param supportsRecovery whether the server may replay missed events
     */
    public void delivered(DriveEvent event, DriveEvent shown, boolean overlapping, boolean supportsRecovery) {
        if (event instanceof DriveSessionOpened opening) {
            check(!open, () -> "opened twice");
            check(opening.resumed() == opened(), () -> "resumed is " + opening.resumed());
            openedAt = Math.min(openedAt, VirtualClock.nanos(event.at()));
            open = true;
            catchUpDue = opening.resumed() && !supportsRecovery;
            return;
        }
        if (event instanceof DriveSessionClosed) {
            check(open && !catchUpDue, () -> "closed before it was open");
            open = false;
            return;
        }
        DriveNotification notification = (DriveNotification) event;
        check(open, () -> "a notification while no session is open");
        if (notification.cause() == Cause.CATCH_UP) {
            catchUpDue = false;
            catchUps.add(new CatchUp(nanos(event.at()), ((DriveNotification) shown).since()));
        } else {
            check(!catchUpDue, () -> "opened again without a catch-up");
            changed(Integer.parseInt(notification.resource()), overlapping);
        }
    }

    private void changed(int number, boolean overlapping) {
        Entry entry = entries.get(number);
        entry.delivered++;
        check(
                entry.delivered <= Math.max(1, entry.sent),
                () -> number + " was delivered " + entry.delivered + " times");
        check(number > highest || entry.delivered > 1 || overlapping, () -> number + " was delivered after " + highest);
        highest = Math.max(highest, number);
    }

    /**
     * Checks that each change emitted since the session first opened was delivered or is covered by a catch-up.
     *
     * @param until time after which changes may still be in transit
     */
    public void checkNoUnreportedLoss(long until) {
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            int number = i;
            check(
                    entry.delivered > 0 || entry.at <= openedAt || entry.at > until || covered(entry.at),
                    () -> number + " of nanosecond " + entry.at + " is lost");
        }
    }

    private boolean covered(long at) {
        long slack = SimulatedService.MAX_LATENCY * SimulatedService.MILLISECOND;
        return catchUps.stream()
                .filter(one -> at <= one.at())
                .anyMatch(one -> nanos(one.since()) <= at + slack + wallError(at + slack, one.at()));
    }

    /** Minimum error of the wall clock since the earliest arrival of a change. */
    private long wallError(long arrival, long until) {
        return clock.wallErrorBetween(Math.min(arrival, until), until).toNanos();
    }

    private static long nanos(Instant moment) {
        return VirtualClock.nanos(moment);
    }

    private static void check(boolean condition, Supplier<String> message) {
        if (!condition) {
            throw new AssertionError(message.get());
        }
    }
}
