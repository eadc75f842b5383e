// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.drivechange.DriveDelta;
import org.drivechange.DriveEvent;
import org.drivechange.DriveItemChange;
import org.drivechange.DriveReset;

/** Observer that keeps the eTag of each item. After a reset, it removes what the baseline does not contain. */
final class Mirror {

    private final Map<String, String> items = new HashMap<>();

    /** Items that the current baseline has not contained so far. */
    private final Set<String> unseen = new HashSet<>();

    private boolean sweep;

    /** Begins with the state from which only later changes are delivered. */
    void begin(Map<String, String> state) {
        items.clear();
        items.putAll(state);
        unseen.clear();
        sweep = false;
    }

    void receive(DriveEvent event) {
        if (event instanceof DriveReset) {
            unseen.clear();
            unseen.addAll(items.keySet());
        } else if (event instanceof DriveDelta page) {
            sweep = page.baseline() && page.complete();
        } else if (event instanceof DriveItemChange item) {
            unseen.remove(item.id());
            if (item.kind() == DriveItemChange.Kind.DELETED) {
                items.remove(item.id());
            } else {
                items.put(item.id(), item.eTag());
            }
        }
    }

    /** Called when all steps of a batch were delivered. */
    void batchDelivered() {
        if (sweep) {
            items.keySet().removeAll(unseen);
            unseen.clear();
            sweep = false;
        }
    }

    Map<String, String> items() {
        return items;
    }
}
