// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.items;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.drivechange.DriveChange;
import org.drivechange.DriveDelta;
import org.drivechange.DriveItemChange;
import org.drivechange.DriveReset;
import org.drivechange.simulator.SimulatedDrive;

/** Keeps the names of a drive's items. After a reset, it removes what the baseline does not contain. */
@ApplicationScoped
public class ItemMirror {

    static final String TARGET = "/me/drive/root";

    private final Map<String, String> names = new ConcurrentHashMap<>();
    private final Set<String> unseen = ConcurrentHashMap.newKeySet();
    private final List<String> deliveries = new CopyOnWriteArrayList<>();
    private final List<DriveReset.Reason> resets = new CopyOnWriteArrayList<>();

    @DriveChange(target = TARGET)
    void reset(DriveReset reset) {
        resets.add(reset.reason());
        unseen.clear();
        unseen.addAll(names.keySet());
    }

    @DriveChange(target = TARGET)
    void page(DriveDelta page) {
        page.items().forEach(item -> unseen.remove(item.id()));
        if (page.baseline() && page.complete()) {
            names.keySet().removeAll(unseen);
        }
    }

    @DriveChange(target = TARGET)
    void item(DriveItemChange item) {
        deliveries.add(item.kind() + " " + item.name());
        if (item.kind() == DriveItemChange.Kind.DELETED) {
            names.remove(item.id());
        } else {
            names.put(item.id(), item.name());
        }
    }

    /** Kinds and names in order of delivery. */
    List<String> deliveries() {
        return deliveries;
    }

    List<DriveReset.Reason> resets() {
        return resets;
    }

    Map<String, String> names() {
        return names;
    }

    /** Returns the names of the items of a simulated drive, without its root. */
    static Map<String, String> namesOf(SimulatedDrive drive) {
        Map<String, String> names = new ConcurrentHashMap<>();
        drive.items().forEach((id, item) -> {
            if (!id.equals(drive.root())) {
                names.put(id, item.name());
            }
        });
        return names;
    }
}
