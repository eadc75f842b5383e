// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.jfr;

import java.time.Duration;
import java.util.Optional;
import org.drivechange.impl.delta.runtime.DeltaListener;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.monitor.TargetName;

/** Records the rounds and pages of one target. */
final class JfrDeltaListener implements DeltaListener {

    private static final long NO_LAG = -1;

    private final TargetName name;

    /** The round in progress. Accessed only on the reader's executor. */
    private DeltaRoundEvent round = new DeltaRoundEvent();

    private JfrDeltaListener(TargetName name) {
        this.name = name;
    }

    static DeltaListener of(TargetName name) {
        return new JfrDeltaListener(name);
    }

    @Override
    public void roundBegun() {
        round = new DeltaRoundEvent();
        round.begin();
    }

    @Override
    public void pageDelivered(int items, Optional<Duration> lag) {
        round.pages++;
        round.items += items;
        DeltaPageEvent page = new DeltaPageEvent();
        if (page.shouldCommit()) {
            page.template = name.template();
            page.target = name.target();
            page.account = name.account();
            page.items = items;
            page.lag = lag.map(Duration::toMillis).orElse(NO_LAG);
            page.commit();
        }
    }

    @Override
    public void deliveryRepeated() {
        round.retries++;
    }

    @Override
    public void roundCompleted() {
        round.end();
        if (round.shouldCommit()) {
            round.template = name.template();
            round.target = name.target();
            round.account = name.account();
            round.commit();
        }
    }

    @Override
    public void failed(ErrorCode code) {
        round.problem = code.code();
    }
}
