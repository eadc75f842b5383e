// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.delta;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.drivechange.simulator.DeltaStage;

/** Values for the next requests of a stage. Thread-safe. */
final class StagedQueue<T> {

    private final List<Entry<T>> entries = new ArrayList<>();

    private record Entry<T>(DeltaStage stage, int left, T value) {}

    synchronized void add(DeltaStage stage, int count, T value) {
        entries.add(new Entry<>(stage, count, value));
    }

    /** Uses up the first applicable value for a request of this stage. */
    synchronized Optional<T> take(DeltaStage request, Predicate<T> applicable) {
        for (int i = 0; i < entries.size(); i++) {
            Entry<T> entry = entries.get(i);
            if (entry.stage().contains(request) && applicable.test(entry.value())) {
                use(i, entry);
                return Optional.of(entry.value());
            }
        }
        return Optional.empty();
    }

    synchronized void clear() {
        entries.clear();
    }

    private void use(int index, Entry<T> entry) {
        if (entry.left() == 1) {
            entries.remove(index);
        } else if (entry.left() != Integer.MAX_VALUE) {
            entries.set(index, new Entry<>(entry.stage(), entry.left() - 1, entry.value()));
        }
    }
}
