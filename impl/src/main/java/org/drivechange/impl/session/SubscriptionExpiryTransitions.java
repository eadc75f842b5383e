// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import java.time.Instant;
import java.util.Optional;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.retry.Failure;
import org.drivechange.impl.session.SessionState.Attempt;
import org.drivechange.impl.session.SessionState.Open;
import org.drivechange.impl.session.SessionState.Renewing;

/** Transition of an open session whose subscription has expired. Pure. */
final class SubscriptionExpiryTransitions {

    private final CloseTransitions closes;

    SubscriptionExpiryTransitions(CloseTransitions closes) {
        this.closes = closes;
    }

    /**
     * Closes a session whose subscription has expired, before any other signal is handled. The behaviour of servers at expiry
     * is not documented; a server may merely stop sending.
     */
    Optional<Transition> beforeSignal(SessionSnapshot session, Instant now) {
        SessionState state = session.state();
        Optional<Attempt> next = state instanceof Renewing renewing ? Optional.of(renewing.next()) : Optional.empty();
        Optional<Open> open = state instanceof Renewing renewing
                ? Optional.of(renewing.current())
                : Optional.of(state).filter(Open.class::isInstance).map(Open.class::cast);
        Failure failure = Failure.of(ErrorCode.SUBSCRIPTION_EXPIRED, "open", "");
        return open.filter(current -> current.lease().expired(now))
                .map(current -> closes.connectionLost(session.history(), current, failure, next, now));
    }
}
