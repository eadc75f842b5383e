// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.drive;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.drivechange.simulator.SimulatedItem;

/** Items of a drive and the log of their changes. Thread-safe; changes within a bulk are atomic. */
public final class DriveContent {

    private final ChangeLock lock;

    private DriveIdentity identity;

    private DriveLog log = new DriveLog();

    private DriveTree tree = new DriveTree();

    private Map<String, List<DriveItem>> deletions = new LinkedHashMap<>();

    private String rootId;

    private long lastNumber;

    private int emptyReads;

    private int emptyReadsLeft;

    public DriveContent(DriveIdentity identity, Runnable onChange) {
        lock = new ChangeLock(onChange);
        lock.set(() -> reset(identity));
    }

    /** Runs an action that changes the drive and further state, whose lock is always acquired after that of the drive. */
    public void exclusively(Runnable action) {
        lock.set(action);
    }

    public DriveIdentity identity() {
        return lock.read(() -> identity);
    }

    public String rootId() {
        return lock.read(() -> rootId);
    }

    /** Replaces the drive with an empty one. */
    public void replace(DriveIdentity replacement) {
        lock.set(() -> reset(replacement));
    }

    /** Changes the identity of a drive without items. */
    public void identify(DriveIdentity newIdentity) {
        lock.set(() -> {
            if (tree.all().size() > 1) {
                throw new IllegalStateException("The type of a drive with items cannot be changed.");
            }
            reset(newIdentity);
        });
    }

    public void deltaDelay(Duration delay) {
        lock.set(() -> log.delay(delay));
    }

    /** Sets how many reads after each change find no items. */
    public void emptyReads(int count) {
        lock.set(() -> {
            emptyReads = count;
            emptyReadsLeft = 0;
        });
    }

    /** Whether the current read finds no items. */
    public boolean takeEmptyRead() {
        return lock.read(() -> emptyReadsLeft > 0 && emptyReadsLeft-- > 0);
    }

    public Map<String, SimulatedItem> items() {
        return lock.read(() -> {
            Map<String, SimulatedItem> items = new LinkedHashMap<>();
            tree.all().stream()
                    .filter(item -> !item.root())
                    .forEach(item -> items.put(item.id(), identity.describe(item)));
            return items;
        });
    }

    public String create(String parentId, String name, boolean folder, long size) {
        return lock.change(() -> {
            tree.folder(parentId);
            tree.requireFree(parentId, name);
            return record(newItem(parentId, name, folder, size)).id();
        });
    }

    /** Creates files in the root, named by their numbers, and reports them once. */
    public void createFiles(int count) {
        bulk(() -> {
            for (int size = 1; size <= count; size++) {
                create(rootId, "file-" + (lastNumber + 1) + ".txt", false, size);
            }
        });
    }

    public SimulatedItem update(String id, long size) {
        return lock.change(() -> {
            DriveItem item = tree.item(id);
            if (item.folder()) {
                throw new IllegalArgumentException("Expected the id of a file but found the folder " + id + ".");
            }
            return identity.describe(record(item.with(size)));
        });
    }

    /** Renames or moves an item; an item that has the name there is deleted after that. */
    public SimulatedItem place(String id, String parentId, String name) {
        return lock.change(() -> {
            DriveItem item = tree.exceptRoot(id);
            String newParent =
                    parentId == null ? item.parentId() : tree.folder(parentId).id();
            String newName = name == null ? item.name() : DriveTree.valid(name);
            if (tree.contains(id, newParent)) {
                throw new IllegalArgumentException("A folder cannot be moved into itself.");
            }
            DriveItem overwritten = tree.child(newParent, newName).orElse(item);
            DriveItem placed = record(item.at(newParent, newName));
            if (!overwritten.id().equals(id)) {
                remove(overwritten.id());
            }
            return identity.describe(placed);
        });
    }

    /** Deletes an item and all below it, and returns its last state. */
    public SimulatedItem delete(String id) {
        return lock.change(() -> {
            SimulatedItem last = identity.describe(tree.exceptRoot(id));
            remove(id);
            return last;
        });
    }

    /** Restores a deleted item and the items that were deleted with it. */
    public SimulatedItem restore(String id) {
        return lock.change(() -> {
            List<DriveItem> items = deletions.get(id);
            if (items == null) {
                throw new IllegalArgumentException("Expected the id of a deleted item but found " + id + ".");
            }
            tree.folder(items.get(0).parentId());
            tree.requireFree(items.get(0).parentId(), items.get(0).name());
            deletions.remove(id);
            items.forEach(item -> record(item.deleted(false)));
            return identity.describe(tree.item(id));
        });
    }

    public List<String> deletedItems() {
        return lock.read(() -> List.copyOf(deletions.keySet()));
    }

    /** Reports an item again without a change. */
    public SimulatedItem touch(String id) {
        return lock.change(() -> identity.describe(record(tree.item(id))));
    }

    /** Runs changes, which become visible together, and reports them once. */
    public void bulk(Runnable changes) {
        lock.change(() -> {
            changes.run();
            return null;
        });
    }

    /** Returns the position of a reader that starts an enumeration. */
    public Cursor start() {
        return lock.read(() -> new Cursor(0, 0, log.published().last()));
    }

    /** Returns the position of a reader that wants later changes only. */
    public Cursor latest() {
        return lock.read(() -> Cursor.after(log.published().last()));
    }

    /** Returns the position after all changes, visible or not. */
    public Cursor end() {
        return lock.read(() -> Cursor.after(log.last()));
    }

    public Slice read(Cursor cursor, int limit, boolean ancestors) {
        return lock.read(
                () -> log.read(cursor, limit, ancestors && !identity.type().personal()));
    }

    public PublishedItem root() {
        return lock.read(() -> log.published().published(tree.item(rootId)));
    }

    private void reset(DriveIdentity newIdentity) {
        identity = newIdentity;
        log = log.restarted();
        tree = new DriveTree();
        deletions = new LinkedHashMap<>();
        lastNumber = 0;
        DriveItem root = log.append(newItem(null, "root", true, 0), false);
        tree.put(root);
        rootId = root.id();
        log.publishAll();
    }

    private DriveItem newItem(String parentId, String name, boolean folder, long size) {
        String id = identity.itemId(++lastNumber);
        return new DriveItem(id, parentId, name, folder, size, 1, 1, log.now(), log.now(), false);
    }

    private DriveItem record(DriveItem item) {
        DriveItem recorded = log.append(item, false);
        tree.put(recorded);
        changed();
        return recorded;
    }

    private void remove(String id) {
        List<DriveItem> items = tree.subtree(id);
        items.forEach(item -> {
            tree.remove(item.id());
            boolean implied = identity.type().personal() && !item.id().equals(id);
            log.append(item.deleted(true), implied);
        });
        deletions.put(id, items);
        changed();
    }

    private void changed() {
        emptyReadsLeft = emptyReads;
        lock.changed();
    }
}
