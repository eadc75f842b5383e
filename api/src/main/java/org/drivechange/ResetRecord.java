// SPDX-License-Identifier: Apache-2.0
package org.drivechange;

import java.time.Instant;
import java.util.Objects;

record ResetRecord(DriveTarget target, String account, Instant at, long epoch, Reason reason, Instant since)
        implements DriveReset {

    ResetRecord {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(reason, "reason");
    }

    @Override
    public String toString() {
        return "DriveReset[" + reason + " " + SanitizedText.of(this) + " at=" + at
                + (since == null ? "" : " since=" + since) + "]";
    }
}
