// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta.runtime;

import java.time.Instant;
import java.util.Optional;
import org.drivechange.impl.diagnostics.ErrorCode;

/** Statistics of one reader. Written on its serial executor, read on any thread. */
public final class DeltaStatistics {

    private volatile long items;
    private volatile Instant readUntil;
    private volatile LastError lastError;

    DeltaStatistics() {}

    private record LastError(ErrorCode code, String line) {}

    /** Number of items delivered since the start. */
    public long items() {
        return items;
    }

    /** Wall-clock time of the end of the last complete round, across restarts. */
    public Optional<Instant> readUntil() {
        return Optional.ofNullable(readUntil);
    }

    /** Current error as one line, empty if none. */
    public Optional<String> lastError() {
        return Optional.ofNullable(lastError).map(LastError::line);
    }

    /** Code of the current error, empty if none. */
    public Optional<ErrorCode> lastErrorCode() {
        return Optional.ofNullable(lastError).map(LastError::code);
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    void addItems(int count) {
        items += count;
    }

    void recordReadUntil(Instant time) {
        readUntil = time;
    }

    void recordError(ErrorCode code, String line) {
        lastError = new LastError(code, line);
    }

    void clearError() {
        lastError = null;
    }
}
