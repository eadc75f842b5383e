// SPDX-License-Identifier: Apache-2.0
package org.drivechange.samples.mirror;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNullElse;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Items of a drive by id. A deleted item remains until its round is complete: a later page may move its descendants. */
record MirrorIndex(long generation, Map<String, Item> items) {

    /** A path has 400 characters at most. */
    private static final int MAX_DEPTH = 400;

    /**
     * Item of the drive.
     *
     * @param parentId the id of the folder; no item of the index if that is the root
     * @param generation the generation in which the item was last reported
     */
    record Item(String parentId, String name, long generation, boolean deleted) {}

    /** Returns the start of an enumeration: an item is of the new generation as soon as it is reported. */
    MirrorIndex nextGeneration() {
        return new MirrorIndex(generation + 1, items);
    }

    void put(String id, String parentId, String name) {
        items.put(id, new Item(requireNonNullElse(parentId, ""), requireNonNullElse(name, ""), generation, false));
    }

    void markDeleted(String id) {
        items.computeIfPresent(id, (key, item) -> new Item(item.parentId(), item.name(), item.generation(), true));
    }

    /** Removes deleted items with all descendants. After an enumeration also removes the items that it has not reported. */
    void sweep(boolean enumerated) {
        Set<String> removed = items.keySet().stream()
                .filter(id -> isDeleted(id) || (enumerated && items.get(id).generation() < generation))
                .collect(Collectors.toSet());
        items.keySet().removeAll(removed);
    }

    private boolean isDeleted(String id) {
        Item item = items.get(id);
        // bounded, because folders that move while pages are read may contain each other
        for (int depth = 0; item != null && depth < MAX_DEPTH; depth++) {
            if (item.deleted()) {
                return true;
            }
            item = items.get(item.parentId());
        }
        return false;
    }

    /** Reads an index; an empty one if the file does not exist. */
    static MirrorIndex read(Path file) throws IOException {
        if (Files.notExists(file)) {
            return new MirrorIndex(0, new HashMap<>());
        }
        List<String> lines = Files.readAllLines(file);
        Map<String, Item> items = new HashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] field = line.split(" ", -1);
            items.put(
                    decode(field[0]),
                    new Item(
                            decode(field[1]),
                            decode(field[2]),
                            Long.parseLong(field[3]),
                            Boolean.parseBoolean(field[4])));
        }
        return new MirrorIndex(Long.parseLong(lines.get(0)), items);
    }

    /** Replaces the file atomically, so that a killed process leaves the old index or the new one. */
    void write(Path file) throws IOException {
        List<String> lines = new ArrayList<>(List.of(Long.toString(generation)));
        items.forEach((id, item) -> lines.add(String.join(
                " ",
                encode(id),
                encode(item.parentId()),
                encode(item.name()),
                Long.toString(item.generation()),
                Boolean.toString(item.deleted()))));
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.write(next, lines);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, UTF_8);
    }
}
