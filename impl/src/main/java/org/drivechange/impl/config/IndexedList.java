// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.config;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.eclipse.microprofile.config.Config;

/** Reads a list with indexed keys: {@code key[0]}, {@code key[1]}, as YAML and SmallRye Config write them. */
final class IndexedList {

    private final Config config;
    private final Consumer<String> problems;

    IndexedList(Config config, Consumer<String> problems) {
        this.config = config;
        this.problems = problems;
    }

    /** Returns the elements in order. A missing one is reported. */
    List<String> of(String key) {
        List<String> elements = new ArrayList<>();
        NavigableSet<Integer> indexes = indexes(key);
        int count = indexes.isEmpty() ? 0 : indexes.last() + 1;
        for (int index = 0; index < count; index++) {
            Optional<String> element = config.getOptionalValue(key + "[" + index + "]", String.class);
            if (element.isEmpty()) {
                problems.accept(ErrorCode.VALUE_INVALID.message("expected elements " + key + "[0] to " + key + "["
                        + (count - 1) + "], each with a value, but found none for " + key + "[" + index + "]."));
                return elements;
            }
            elements.add(element.get());
        }
        return elements;
    }

    private NavigableSet<Integer> indexes(String key) {
        NavigableSet<Integer> found = new TreeSet<>();
        for (String name : config.getPropertyNames()) {
            PropertyName.of(name)
                    .filter(listed -> !listed.profile()
                            && EnvironmentVariableName.of(listed.base()).equals(EnvironmentVariableName.of(key)))
                    .ifPresent(listed -> listed.index().ifPresent(found::add));
        }
        return found;
    }
}
