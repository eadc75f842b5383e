// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.delta;

import java.util.List;
import java.util.Map;
import org.drivechange.simulator.DeltaFault;

/**
 * Page of a delta round.
 *
 * @param value the items, null for a page without {@code value}
 * @param nextToken the token of the nextLink, null for none
 * @param deltaToken the token of the deltaLink, null for none
 */
record DeltaPage(List<Map<String, Object>> value, String nextToken, String deltaToken) {

    boolean permits(DeltaFault fault) {
        return fault != DeltaFault.LATEST_IN_DELTA_LINK || deltaToken != null;
    }

    DeltaPage with(List<Map<String, Object>> newValue) {
        return new DeltaPage(newValue, nextToken, deltaToken);
    }
}
