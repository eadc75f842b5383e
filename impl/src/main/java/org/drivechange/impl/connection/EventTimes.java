// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.connection;

import java.time.Instant;
import java.util.function.UnaryOperator;
import org.drivechange.DriveEvent;
import org.drivechange.DriveNotification;
import org.drivechange.DriveNotification.Cause;
import org.drivechange.DriveSessionClosed;
import org.drivechange.DriveSessionOpened;

/** Copies events with other times. */
public final class EventTimes {

    private EventTimes() {}

    /**
     * Returns the event with converted times, or the same event if nothing changes. Item changes have wall-clock times from the
     * beginning.
     */
    public static DriveEvent convert(DriveEvent event, UnaryOperator<Instant> conversion) {
        if (event instanceof DriveNotification notification) {
            Instant at = conversion.apply(event.at());
            return notification.cause() == Cause.CHANGE
                    ? change(notification, at)
                    : catchUp(notification, at, conversion.apply(notification.since()));
        }
        if (event instanceof DriveSessionOpened opened) {
            return opened(opened, conversion.apply(event.at()));
        }
        return event instanceof DriveSessionClosed closed ? closed(closed, conversion.apply(event.at())) : event;
    }

    /** Returns a change with another time. */
    static DriveNotification change(DriveNotification change, Instant at) {
        if (at.equals(change.at())) {
            return change;
        }
        return DriveNotification.change(change.target())
                .account(change.account())
                .at(at)
                .epoch(change.epoch())
                .subscriptionId(change.subscriptionId())
                .clientState(change.clientState())
                .resource(change.resource())
                .tenantId(change.tenantId())
                .siteUrl(change.siteUrl())
                .webId(change.webId())
                .expiration(change.expiration())
                .json(change.json())
                .build();
    }

    private static DriveNotification catchUp(DriveNotification catchUp, Instant at, Instant since) {
        return at.equals(catchUp.at()) && since.equals(catchUp.since())
                ? catchUp
                : DriveNotification.catchUp(catchUp.target(), catchUp.account(), at, since, catchUp.epoch());
    }

    private static DriveSessionOpened opened(DriveSessionOpened opened, Instant at) {
        return at.equals(opened.at())
                ? opened
                : DriveSessionOpened.of(
                        opened.target(), opened.account(), at, opened.sessionId(), opened.resumed(), opened.epoch());
    }

    private static DriveSessionClosed closed(DriveSessionClosed closed, Instant at) {
        return at.equals(closed.at())
                ? closed
                : DriveSessionClosed.of(
                        closed.target(), closed.account(), at, closed.reason(), closed.willReconnect(), closed.epoch());
    }
}
