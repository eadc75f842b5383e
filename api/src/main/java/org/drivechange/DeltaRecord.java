// SPDX-License-Identifier: Apache-2.0
package org.drivechange;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

record DeltaRecord(
        DriveTarget target,
        String account,
        Instant at,
        long epoch,
        boolean baseline,
        boolean complete,
        List<DriveItemChange> items)
        implements DriveDelta {

    DeltaRecord {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(at, "at");
        items = List.copyOf(items);
    }

    @Override
    public String toString() {
        return "DriveDelta[" + SanitizedText.of(this) + " at=" + at + " items=" + items.size()
                + (baseline ? " baseline" : "") + (complete ? " complete" : "") + "]";
    }
}
