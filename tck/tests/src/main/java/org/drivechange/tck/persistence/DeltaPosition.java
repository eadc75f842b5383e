// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.drivechange.spi.DeltaTokenStore.Opened;

/** Position of item changes. {@code impl/docs/item-changes.md} shows this class, without what precedes it. */
@Entity
class DeltaPosition {

    @Id
    @Column(length = 500)
    private String id;

    private long epoch;

    @Column(length = 16_384)
    private String token;

    protected DeltaPosition() {}

    DeltaPosition(String id) {
        this.id = id;
    }

    Opened open(long openedEpoch) {
        epoch = Math.max(epoch, openedEpoch);
        return new Opened(epoch, token);
    }

    boolean save(long openedEpoch, String newToken) {
        if (epoch > openedEpoch) {
            return false;
        }
        token = newToken;
        return true;
    }
}
