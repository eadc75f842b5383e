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

/** What was emitted, and what the observers were told of it. */
public final class DeliveryInvariants {

    private static final class Entry {

        private final long at;
        private final int sent;
        private int told;

        private Entry(long at, int sent) {
            this.at = at;
            this.sent = sent;
        }
    }

    private final List<Entry> entries = new ArrayList<>();
    /**
     * A catch-up.
     *
     * @param at when it came, in nanoseconds of the timeline
     * @param since as it is shown
     */
    private record CatchUp(long at, Instant since) {}

    private final VirtualClock timeline;
    private final List<CatchUp> catchUps = new ArrayList<>();
    private long openedAt = Long.MAX_VALUE;
    private boolean open;
    private boolean owed;
    private int highest = -1;

    public DeliveryInvariants(VirtualClock timeline) {
        this.timeline = timeline;
    }

    public int next() {
        return entries.size();
    }

    /**
     * Notes what a service has just told a number of clients.
     *
     * @param sent zero where nobody was there
     */
    public void emitted(long at, int sent) {
        entries.add(new Entry(at, sent));
    }

    boolean opened() {
        return openedAt != Long.MAX_VALUE;
    }

    /**
     * Notes what an observer is told, and checks its place.
     *
     * @param shown the same with wall-clock times
     * @param overlapping whether two links may deliver
     * @param recovers whether the server may replay what was missed
     */
    public void told(DriveEvent event, DriveEvent shown, boolean overlapping, boolean recovers) {
        if (event instanceof DriveSessionOpened now) {
            check(!open, () -> "opened twice");
            check(now.resumed() == opened(), () -> "resumed is " + now.resumed());
            openedAt = Math.min(openedAt, VirtualClock.nanos(event.at()));
            open = true;
            owed = now.resumed() && !recovers;
            return;
        }
        if (event instanceof DriveSessionClosed) {
            check(open && !owed, () -> "closed before it was open");
            open = false;
            return;
        }
        DriveNotification notification = (DriveNotification) event;
        check(open, () -> "a notification while no session is open");
        if (notification.cause() == Cause.CATCH_UP) {
            owed = false;
            catchUps.add(new CatchUp(nanos(event.at()), ((DriveNotification) shown).since()));
        } else {
            check(!owed, () -> "opened again without a catch-up");
            changed(Integer.parseInt(notification.resource()), overlapping);
        }
    }

    private void changed(int number, boolean overlapping) {
        Entry entry = entries.get(number);
        entry.told++;
        check(entry.told <= Math.max(1, entry.sent), () -> number + " came " + entry.told + " times");
        check(number > highest || entry.told > 1 || overlapping, () -> number + " came after " + highest);
        highest = Math.max(highest, number);
    }

    /**
     * Whatever was emitted since the session was open for the first time has come, or a catch-up stands for it.
     *
     * @param until what was emitted later may be on its way
     */
    public void checkNothingIsLostInSilence(long until) {
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            int number = i;
            check(
                    entry.told > 0 || entry.at <= openedAt || entry.at > until || covered(entry.at),
                    () -> number + " of nanosecond " + entry.at + " is lost");
        }
    }

    private boolean covered(long at) {
        long slack = SimulatedService.MAX_LATENCY * SimulatedService.MILLISECOND;
        return catchUps.stream()
                .filter(one -> at <= one.at())
                .anyMatch(one -> nanos(one.since()) <= at + slack + wallError(at + slack, one.at()));
    }

    /** How wrong the wall clock was at least from the moment on at which a change may have arrived. */
    private long wallError(long arrival, long until) {
        return timeline.wallErrorBetween(Math.min(arrival, until), until).toNanos();
    }

    private static long nanos(Instant moment) {
        return VirtualClock.nanos(moment);
    }

    private static void check(boolean right, Supplier<String> otherwise) {
        if (!right) {
            throw new AssertionError(otherwise.get());
        }
    }
}
