// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.drive;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Current items of a drive. Names are unique within a folder, ignoring case. Not thread-safe. */
final class DriveTree {

    private final Map<String, DriveItem> items = new LinkedHashMap<>();

    /** The ids of a folder's items by name in lower case. */
    private final Map<String, Map<String, String>> children = new HashMap<>();

    DriveItem item(String id) {
        DriveItem item = items.get(id);
        if (item == null) {
            throw new IllegalArgumentException("Expected the id of an item of the drive but found " + id + ".");
        }
        return item;
    }

    DriveItem folder(String id) {
        DriveItem item = item(id);
        if (!item.folder()) {
            throw new IllegalArgumentException("Expected the id of a folder but found the file " + id + ".");
        }
        return item;
    }

    DriveItem exceptRoot(String id) {
        DriveItem item = item(id);
        if (item.root()) {
            throw new IllegalArgumentException("Expected an item other than the root.");
        }
        return item;
    }

    Optional<DriveItem> child(String parentId, String name) {
        return Optional.ofNullable(namesIn(parentId).get(key(name))).map(items::get);
    }

    static String valid(String name) {
        if (name.isEmpty() || name.contains("/")) {
            throw new IllegalArgumentException("Expected a name without a slash but found \"" + name + "\".");
        }
        return name;
    }

    void requireFree(String parentId, String name) {
        valid(name);
        if (child(parentId, name).isPresent()) {
            throw new IllegalArgumentException("The folder " + parentId + " contains an item named " + name + ".");
        }
    }

    /** Whether the folder is the item or below it. */
    boolean contains(String id, String folderId) {
        for (DriveItem at = item(folderId); ; at = item(at.parentId())) {
            if (at.id().equals(id)) {
                return true;
            }
            if (at.root()) {
                return false;
            }
        }
    }

    /** Returns the item and all items below it, folders before their contents. */
    List<DriveItem> subtree(String id) {
        List<DriveItem> found = new ArrayList<>(List.of(item(id)));
        for (int i = 0; i < found.size(); i++) {
            namesIn(found.get(i).id()).values().forEach(child -> found.add(item(child)));
        }
        return found;
    }

    /** Adds an item or replaces its state. */
    void put(DriveItem item) {
        removeName(items.put(item.id(), item));
        if (!item.root()) {
            children.computeIfAbsent(item.parentId(), id -> new LinkedHashMap<>())
                    .put(key(item.name()), item.id());
        }
    }

    void remove(String id) {
        removeName(items.remove(id));
    }

    Collection<DriveItem> all() {
        return items.values();
    }

    private void removeName(DriveItem item) {
        if (item != null && !item.root()) {
            // another item may have taken the name
            namesIn(item.parentId()).remove(key(item.name()), item.id());
        }
    }

    private Map<String, String> namesIn(String folderId) {
        return children.getOrDefault(folderId, Map.of());
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
