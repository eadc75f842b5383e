// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.delta;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.drivechange.simulator.DeltaStage;
import org.drivechange.simulator.internal.drive.Cursor;

/** Issues and checks the tokens of one drive. */
final class DeltaTokens {

    private static final Duration LIFETIME = Duration.ofDays(30);

    private final AtomicInteger generation = new AtomicInteger();

    private final AtomicLong serial = new AtomicLong();

    private final Supplier<String> driveId;

    private volatile Duration lifetime = LIFETIME;

    DeltaTokens(Supplier<String> driveId) {
        this.driveId = driveId;
    }

    String next(Cursor cursor) {
        return issue(DeltaStage.NEXT_LINK, cursor);
    }

    String delta(Cursor cursor) {
        return issue(DeltaStage.DELTA_LINK, cursor);
    }

    /** Returns the content of a token, empty if it is unknown or has expired. */
    Optional<DeltaToken> accepted(String text) {
        return DeltaToken.parse(text)
                .filter(token -> token.drive() == driveId.get().hashCode()
                        && token.generation() == generation.get()
                        && System.nanoTime() - token.issued() <= lifetime.toNanos());
    }

    void expireAll() {
        generation.incrementAndGet();
    }

    void lifetime(Duration newLifetime) {
        lifetime = newLifetime;
    }

    private String issue(DeltaStage stage, Cursor cursor) {
        return new DeltaToken(
                        stage,
                        driveId.get().hashCode(),
                        generation.get(),
                        cursor,
                        System.nanoTime(),
                        serial.incrementAndGet())
                .text();
    }
}
