// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.items;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.drivechange.DriveChange;
import org.drivechange.DriveDelta;
import org.drivechange.DriveItemChange;

/** Fails on the seventh item of a page for a number of times. */
@ApplicationScoped
public class FailingItems {

    static final String OTHER = "/drives/other/root";

    private final List<Integer> deliveries = new CopyOnWriteArrayList<>();
    private final List<String> others = new CopyOnWriteArrayList<>();
    private volatile List<String> ids = List.of();
    private final AtomicInteger failures = new AtomicInteger(Integer.MAX_VALUE);

    void fail(int times) {
        failures.set(times);
    }

    @DriveChange(target = ItemScene.TARGET)
    void page(DriveDelta page) {
        ids = page.items().stream().map(DriveItemChange::id).toList();
    }

    @DriveChange(target = ItemScene.TARGET)
    void item(DriveItemChange item) {
        int number = ids.indexOf(item.id()) + 1;
        deliveries.add(number);
        if (number == 7 && failures.getAndDecrement() > 0) {
            throw new IllegalStateException("the seventh item");
        }
    }

    @DriveChange(target = OTHER)
    void other(DriveItemChange item) {
        others.add(item.name());
    }

    /** Numbers of the items in order of delivery, from 1. */
    List<Integer> deliveries() {
        return List.copyOf(deliveries);
    }

    /** Names of the items of the other target. */
    List<String> others() {
        return others;
    }
}
