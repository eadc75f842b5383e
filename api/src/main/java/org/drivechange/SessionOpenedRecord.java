// SPDX-License-Identifier: Apache-2.0
package org.drivechange;

import java.time.Instant;
import java.util.Objects;

record SessionOpenedRecord(
        DriveTarget target, String account, Instant at, long epoch, String sessionId, boolean resumed)
        implements DriveSessionOpened {

    SessionOpenedRecord {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(sessionId, "sessionId");
    }

    @Override
    public String toString() {
        return "DriveSessionOpened[" + SanitizedText.of(this) + " at=" + at + " resumed=" + resumed + "]";
    }
}
