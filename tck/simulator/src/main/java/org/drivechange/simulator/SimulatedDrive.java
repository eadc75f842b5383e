// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.drivechange.simulator.internal.delta.Drive;
import org.drivechange.simulator.internal.drive.DriveContent;

/**
 * Drive of a {@link GraphSimulator}: a tree of items, whose changes the delta of the drive returns.
 *
 * <p>Each change sends one notification to the joined sessions of all targets of the drive, after the delta shows the
 * change. Ids, tags and times are the same in each run. Thread-safe. An unknown id causes an {@link
 * IllegalArgumentException}.
 */
public final class SimulatedDrive {

    private final Drive drive;

    SimulatedDrive(Drive drive) {
        this.drive = drive;
    }

    /**
     * Returns the id of the drive.
     *
     * @return the id, never null
     */
    public String driveId() {
        return content().identity().id();
    }

    /**
     * Returns the kind of the drive.
     *
     * @return {@link DriveType#BUSINESS} by default, {@link DriveType#DOCUMENT_LIBRARY} for groups and sites
     */
    public DriveType type() {
        return content().identity().type();
    }

    /**
     * Sets the kind of the drive, which changes the id of the root, and of the drive unless the target contains it.
     *
     * @param type the kind
     * @return this
     * @throws IllegalStateException when the drive has items
     */
    public SimulatedDrive type(DriveType type) {
        drive.type(Objects.requireNonNull(type, "type"));
        return this;
    }

    /**
     * Returns the id of the root.
     *
     * @return the id, never null
     */
    public String root() {
        return content().rootId();
    }

    /**
     * Returns the items without the root.
     *
     * @return a copy, by id, never null
     */
    public Map<String, SimulatedItem> items() {
        return content().items();
    }

    /**
     * Creates a file.
     *
     * @param parentId the id of the folder
     * @param name the name, which no item of the folder has
     * @param size the size in bytes
     * @return the id, never null
     */
    public String create(String parentId, String name, long size) {
        return content().create(parentId, name, false, size);
    }

    /**
     * Creates a folder.
     *
     * @param parentId the id of the folder that contains it
     * @param name the name, which no item of the folder has
     * @return the id, never null
     */
    public String createFolder(String parentId, String name) {
        return content().create(parentId, name, true, 0);
    }

    /**
     * Changes the content of a file, with its eTag and cTag.
     *
     * @param id the id of the file
     * @param size the new size in bytes
     * @return the new state, never null
     */
    public SimulatedItem update(String id, long size) {
        return content().update(id, size);
    }

    /**
     * Renames an item, which changes its eTag. Another item with the name is deleted after that.
     *
     * @param id the id of the item
     * @param name the new name
     * @return the new state, never null
     */
    public SimulatedItem rename(String id, String name) {
        return content().place(id, null, Objects.requireNonNull(name, "name"));
    }

    /**
     * Moves an item, which changes its eTag; the items below a folder do not change. Another item with the name is
     * deleted after that.
     *
     * @param id the id of the item
     * @param parentId the id of the folder that will contain it
     * @return the new state, never null
     */
    public SimulatedItem move(String id, String parentId) {
        return content().place(id, Objects.requireNonNull(parentId, "parentId"), null);
    }

    /**
     * Deletes an item and all items below it. The delta of a personal drive then contains the item, and those below it
     * that changed since the reader's link; that of another drive contains all of them.
     *
     * @param id the id of the item
     * @return the last state, never null
     */
    public SimulatedItem delete(String id) {
        return content().delete(id);
    }

    /**
     * Restores a deleted item and the items that were deleted with it.
     *
     * @param id the id of the item
     * @return the new state, never null
     */
    public SimulatedItem restore(String id) {
        return content().restore(id);
    }

    /**
     * Returns the ids of the deleted items that can be restored.
     *
     * @return a copy, in order of the deletions, never null
     */
    public List<String> deletedItems() {
        return content().deletedItems();
    }

    /**
     * Makes the delta return an item again without a change of the item.
     *
     * @param id the id of the item
     * @return the state, never null
     */
    public SimulatedItem touch(String id) {
        return content().touch(id);
    }

    /**
     * Creates files in the root and sends one notification for all.
     *
     * @param count the number of files
     */
    public void bulk(int count) {
        content().createFiles(count);
    }

    /**
     * Makes changes that become visible together, and sends one notification for all.
     *
     * @param changes the changes, made with the given drive in the calling thread; requests for the drive wait
     */
    public void bulk(Consumer<SimulatedDrive> changes) {
        content().bulk(() -> changes.accept(this));
    }

    /**
     * Replaces the drive with an empty one that has another id. Requests with the former id are answered 404, except
     * those of a target with that id. Sends no notification.
     *
     * @return this
     */
    public SimulatedDrive replace() {
        drive.replace();
        return this;
    }

    /** Expires all tokens issued so far: requests with them are answered 410. */
    public void expireTokens() {
        drive.expireTokens();
    }

    /**
     * Sets the lifetime of tokens.
     *
     * @param lifetime the lifetime; 30 days by default
     */
    public void tokenLifetime(Duration lifetime) {
        drive.tokenLifetime(notNegative(lifetime));
    }

    /**
     * Sets the number of changed items of a full page. A round whose last items fill a page ends with an empty page.
     *
     * @param size the number; 3 by default
     */
    public void pageSize(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("Expected a page size of at least 1 but found " + size + ".");
        }
        drive.pageSize(size);
    }

    /**
     * Sets the time from a change to its notification, for later changes.
     *
     * @param delay the delay; zero by default
     */
    public void notificationDelay(Duration delay) {
        drive.notificationDelay(notNegative(delay));
    }

    /**
     * Sets the time from a change until the delta shows it, for later changes.
     *
     * @param delay the delay; zero by default
     */
    public void deltaDelay(Duration delay) {
        content().deltaDelay(notNegative(delay));
    }

    /**
     * Sets whether deltaLinks skip the changes that the delta does not show yet: only older links return them.
     *
     * @param on false by default
     */
    public void skipHiddenChanges(boolean on) {
        drive.skipsHiddenChanges(on);
    }

    /**
     * Makes the next reads of a deltaLink after each change return no items.
     *
     * @param count the number of reads after a change; 0 by default
     */
    public void emptyReadsAfterChange(int count) {
        content().emptyReads(count);
    }

    /**
     * Applies a fault to the next answer of its {@link DeltaFault#stage}.
     *
     * @param fault the fault
     */
    public void fault(DeltaFault fault) {
        fault(fault, 1);
    }

    /**
     * Applies a fault to the next answers of its {@link DeltaFault#stage}.
     *
     * @param fault the fault
     * @param count the number of answers; {@code Integer.MAX_VALUE} for all
     */
    public void fault(DeltaFault fault, int count) {
        fault(fault, count, fault.stage());
    }

    /**
     * Applies a fault to the next answers of a stage; earlier faults for the stage come first. The token must be valid.
     *
     * @param fault the fault
     * @param count the number of answers; {@code Integer.MAX_VALUE} for all
     * @param stage the delta requests
     */
    public void fault(DeltaFault fault, int count, DeltaStage stage) {
        if (count < 1) {
            throw new IllegalArgumentException("Expected a count of at least 1 but found " + count + ".");
        }
        if (stage == DeltaStage.DRIVE) {
            throw new IllegalArgumentException("Expected a stage of the delta but found DRIVE.");
        }
        drive.faults().add(fault, count, stage);
    }

    /**
     * Answers the next requests of a stage with these responses instead of the normal ones.
     *
     * @param stage the requests
     * @param responses the responses, one per request, in order; appended to those pending
     */
    public void script(DeltaStage stage, ScriptedResponse... responses) {
        drive.faults().add(Objects.requireNonNull(stage, "stage"), List.of(responses));
    }

    /** Removes the pending faults and scripted responses. */
    public void clearFaults() {
        drive.faults().clear();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SimulatedDrive simulated && simulated.drive.equals(drive);
    }

    @Override
    public int hashCode() {
        return drive.hashCode();
    }

    private DriveContent content() {
        return drive.content();
    }

    private static Duration notNegative(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("Expected a duration of zero or more but found " + duration + ".");
        }
        return duration;
    }
}
