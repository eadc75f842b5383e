// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.items;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.drivechange.DriveDelta;
import org.drivechange.DriveItemChange;
import org.drivechange.DriveReset;
import org.drivechange.DriveTarget;

/** Keeps the eTags of the items of all targets. */
@ApplicationScoped
public class TargetMirrors {

    private final Map<DriveTarget, Map<String, String>> mirrors = new ConcurrentHashMap<>();
    private final Map<DriveTarget, Set<String>> unseen = new ConcurrentHashMap<>();

    void reset(@Observes DriveReset reset) {
        unseen.put(reset.target(), new HashSet<>(mirror(reset.target()).keySet()));
    }

    void page(@Observes DriveDelta page) {
        Set<String> missing = unseen.getOrDefault(page.target(), new HashSet<>());
        page.items().forEach(item -> missing.remove(item.id()));
        if (page.baseline() && page.complete()) {
            mirror(page.target()).keySet().removeAll(missing);
        }
    }

    void item(@Observes DriveItemChange item) {
        if (item.kind() == DriveItemChange.Kind.DELETED) {
            mirror(item.target()).remove(item.id());
        } else {
            mirror(item.target()).put(item.id(), String.valueOf(item.eTag()));
        }
    }

    private Map<String, String> mirror(DriveTarget target) {
        return mirrors.computeIfAbsent(target, key -> new ConcurrentHashMap<>());
    }

    /** Returns the eTags of a target's items by id. */
    Map<String, String> items(DriveTarget target) {
        return Map.copyOf(mirror(target));
    }
}
