// SPDX-License-Identifier: Apache-2.0
package org.drivechange;

import java.time.Instant;
import java.util.Objects;

record SessionClosedRecord(
        DriveTarget target, String account, Instant at, long epoch, String reason, boolean willReconnect)
        implements DriveSessionClosed {

    SessionClosedRecord {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(reason, "reason");
    }

    @Override
    public String toString() {
        return "DriveSessionClosed[" + SanitizedText.of(this) + " at=" + at + " willReconnect=" + willReconnect
                + " reason=" + SanitizedText.of(reason) + "]";
    }
}
