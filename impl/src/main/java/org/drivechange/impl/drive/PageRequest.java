// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.drive;

import java.net.URI;
import java.util.List;
import org.drivechange.impl.graph.SessionKey;

/**
 * Request for a page of a delta.
 *
 * @param key target and account
 * @param driveId id of the target's drive
 * @param epoch fencing token of the items
 * @param baseline whether the page is part of a baseline
 * @param link URL, sent byte for byte
 * @param prefer values of the {@code Prefer} header
 */
public record PageRequest(SessionKey key, String driveId, long epoch, boolean baseline, URI link, List<String> prefer) {

    /** Omits the link's query, which names drive, list and user. */
    @Override
    public String toString() {
        return "PageRequest[" + key + ", baseline=" + baseline + "]";
    }
}
