// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

/** The requests for a drive, by their place in a delta round. */
public enum DeltaStage {
    /** The drive's properties, {@code GET {drive}?$select=id,driveType}; not a delta request. */
    DRIVE,

    /** Any delta request. */
    ANY,

    /** A delta request without a token, which starts an enumeration. */
    START,

    /** A delta request with {@code token=latest}. */
    LATEST,

    /** A nextLink: the second or a later page of a round. */
    NEXT_LINK,

    /** A deltaLink: the first page of a later round. */
    DELTA_LINK,

    /** A nextLink or a deltaLink. */
    LINK;

    /**
     * Whether a request of the other stage is one of this stage.
     *
     * @param request the stage of a request: neither {@link #ANY} nor {@link #LINK}
     * @return true for the same stage, or one that this stage contains
     */
    public boolean contains(DeltaStage request) {
        return switch (this) {
            case ANY -> request != DRIVE;
            case LINK -> request == NEXT_LINK || request == DELTA_LINK;
            default -> this == request;
        };
    }
}
