// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** File of a {@link MirrorApplication}. */
record MirrorFile(Path path) {

    /** Lines that were written completely. */
    List<String> lines() throws IOException {
        if (!Files.exists(path)) {
            return List.of();
        }
        return Files.readString(path, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.endsWith(";"))
                .map(line -> line.substring(0, line.length() - 1))
                .toList();
    }

    /** ETags of the items by id. */
    Map<String, String> items() throws IOException {
        Map<String, String> items = new HashMap<>();
        Set<String> unseen = new HashSet<>();
        for (String line : lines()) {
            String[] fields = line.split(" ", 3);
            switch (fields[0]) {
                case "RESET" -> {
                    unseen.clear();
                    unseen.addAll(items.keySet());
                }
                case "COMPLETE" -> items.keySet().removeAll(unseen);
                case "DELETED" -> {
                    items.remove(fields[1]);
                    unseen.remove(fields[1]);
                }
                default -> {
                    items.put(fields[1], fields[2]);
                    unseen.remove(fields[1]);
                }
            }
        }
        return items;
    }

    /** Ids of all items that were delivered. */
    Set<String> ids() throws IOException {
        Set<String> ids = new HashSet<>();
        lines().stream()
                .map(line -> line.split(" ", 3))
                .filter(fields -> fields.length == 3)
                .forEach(fields -> ids.add(fields[1]));
        return ids;
    }

    /** Number of states of items that were delivered before. */
    long duplicates() throws IOException {
        List<String> changed =
                lines().stream().filter(line -> line.startsWith("CHANGED")).toList();
        return changed.size() - changed.stream().distinct().count();
    }
}
