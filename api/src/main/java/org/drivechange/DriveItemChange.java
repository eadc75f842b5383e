// SPDX-License-Identifier: Apache-2.0
package org.drivechange;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/**
 * Event: one item of the target in its current state. It does not describe a step: several changes since the last event are
 * one event, and an item may be reported although nothing of interest has changed. Observers are idempotent: they compare
 * {@link #eTag()} or {@link #cTag()}, or overwrite the stored value of {@link #id()}.
 *
 * <p>An item is delivered at least once, after its page's {@link DriveDelta}. If an observer throws, the item is delivered
 * again.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/resources/driveitem">Microsoft Graph, driveItem</a>
 */
public sealed interface DriveItemChange extends DriveEvent permits ItemChangeRecord {

    /** Kind of a change. */
    enum Kind {
        /** The item exists: it was created, changed, renamed, moved or restored, or is part of a baseline. */
        CHANGED,
        /** The item no longer exists. Most properties are absent. */
        DELETED
    }

    /** Type of an item. */
    enum Type {
        /** A file. */
        FILE,
        /** A folder. */
        FOLDER,
        /** A package that is shown as one item, such as a OneNote notebook. */
        PACKAGE,
        /** A link to an item of another drive, such as a shared folder. */
        REMOTE,
        /** None of these, or unknown, as for many deleted items. */
        OTHER
    }

    /** Difference to the remembered state of an item. Requires item memory, which this version does not have yet. */
    enum Change {
        /** The item is new. */
        CREATED,
        /** The name has changed. */
        RENAMED,
        /** The parent folder has changed. */
        MOVED,
        /** The content has changed. */
        CONTENT,
        /** Something else has changed. */
        METADATA
    }

    /**
     * Returns the kind of the change.
     *
     * @return the kind, never null
     */
    Kind kind();

    /**
     * Whether the item is part of a full enumeration of the drive.
     *
     * @return true for an item of a baseline
     */
    boolean baseline();

    /**
     * Returns the id of the item's drive, or of the target's drive if the item has none.
     *
     * @return the id as Graph sent it, never null; drive ids are compared ignoring case
     */
    String driveId();

    /**
     * Returns the id of the item.
     *
     * @return the id, never null
     */
    String id();

    /**
     * Returns the type of the item.
     *
     * @return the type, never null
     */
    Type type();

    /**
     * Returns the name of the item.
     *
     * @return the name, null when absent
     */
    String name();

    /**
     * Returns the id of the parent folder.
     *
     * @return the id, null when absent
     */
    String parentId();

    /**
     * Returns the eTag, which changes with content and metadata.
     *
     * @return the eTag, null when absent
     */
    String eTag();

    /**
     * Returns the cTag, which changes with the content.
     *
     * @return the cTag, null when absent
     */
    String cTag();

    /**
     * Returns the MIME type of a file.
     *
     * @return the type, null when absent
     */
    String mimeType();

    /**
     * Returns the URL that shows the item in a browser.
     *
     * @return the URL, null when absent
     */
    String webUrl();

    /**
     * Returns the display name of the user or application that modified the item last.
     *
     * @return the name, null when absent
     */
    String lastModifiedBy();

    /**
     * Returns the time of the creation.
     *
     * @return the time, null when absent or a placeholder of year 1
     */
    Instant created();

    /**
     * Returns the time of the last modification.
     *
     * @return the time, null when absent or a placeholder of year 1
     */
    Instant lastModified();

    /**
     * Returns the size in bytes.
     *
     * @return the size, null when absent
     */
    Long size();

    /**
     * Returns the item exactly as Graph sent it.
     *
     * @return JSON text, null when absent
     */
    String json();

    /**
     * Returns the differences to the remembered state.
     *
     * @return an unmodifiable set, never null; empty without item memory, which this version does not have yet, and for a
     *     deleted item
     */
    Set<Change> changes();

    /**
     * Returns the name before the change.
     *
     * @return the name, null without item memory
     */
    String previousName();

    /**
     * Returns the id of the parent folder before the change.
     *
     * @return the id, null without item memory
     */
    String previousParentId();

    /**
     * Returns the path of the item: names as Graph sends them, beginning with {@code /}, the item included. For a deleted item,
     * its last known path.
     *
     * @return the path, null without item memory or if an ancestor is unknown
     */
    String path();

    /**
     * Creates a builder of a changed item, for tests that fire events.
     *
     * @param target the target, not null
     * @param driveId id of the item's drive, not null
     * @param id id of the item, not null
     * @return a builder, never null
     */
    static Builder changed(DriveTarget target, String driveId, String id) {
        return new Builder(Kind.CHANGED, target, driveId, id);
    }

    /**
     * Creates a builder of a deleted item, for tests that fire events.
     *
     * @param target the target, not null
     * @param driveId id of the item's drive, not null
     * @param id id of the item, not null
     * @return a builder, never null
     */
    static Builder deleted(DriveTarget target, String driveId, String id) {
        return new Builder(Kind.DELETED, target, driveId, id);
    }

    /** Builds an item change. Properties that are not set are absent; {@code account} is {@code ""}. Not thread-safe. */
    final class Builder {

        private final Kind kind;
        private final DriveTarget target;
        private final String driveId;
        private final String id;
        private String account = "";
        private Instant at;
        private long epoch;
        private boolean baseline;
        private Type type = Type.OTHER;
        private String name;
        private String parentId;
        private String eTag;
        private String cTag;
        private String mimeType;
        private String webUrl;
        private String lastModifiedBy;
        private Instant created;
        private Instant lastModified;
        private Long size;
        private String json;
        private Set<Change> changes = Set.of();
        private String previousName;
        private String previousParentId;
        private String path;

        private Builder(Kind kind, DriveTarget target, String driveId, String id) {
            this.kind = kind;
            this.target = Objects.requireNonNull(target, "target");
            this.driveId = Objects.requireNonNull(driveId, "driveId");
            this.id = Objects.requireNonNull(id, "id");
        }

        /**
         * Sets {@link DriveItemChange#account()}.
         *
         * @param value the account's name, {@code ""} for the default account, not null
         * @return this
         */
        public Builder account(String value) {
            account = Objects.requireNonNull(value, "account");
            return this;
        }

        /**
         * Sets {@link DriveItemChange#at()}.
         *
         * @param value the time, not null; defaults to the time of {@link #build()}
         * @return this
         */
        public Builder at(Instant value) {
            at = Objects.requireNonNull(value, "at");
            return this;
        }

        /**
         * Sets {@link DriveItemChange#epoch()}.
         *
         * @param value the fencing token in a cluster, else 0, which is the default
         * @return this
         */
        public Builder epoch(long value) {
            epoch = value;
            return this;
        }

        /**
         * Sets {@link DriveItemChange#baseline()}.
         *
         * @param value whether the item is part of a full enumeration
         * @return this
         */
        public Builder baseline(boolean value) {
            baseline = value;
            return this;
        }

        /**
         * Sets {@link DriveItemChange#type()}.
         *
         * @param value the type, not null; defaults to {@link Type#OTHER}
         * @return this
         */
        public Builder type(Type value) {
            type = Objects.requireNonNull(value, "type");
            return this;
        }

        /**
         * Sets {@link DriveItemChange#name()}.
         *
         * @param value the value, or null
         * @return this
         */
        public Builder name(String value) {
            name = value;
            return this;
        }

        /**
         * Sets {@link DriveItemChange#parentId()}.
         *
         * @param value the value, or null
         * @return this
         */
        public Builder parentId(String value) {
            parentId = value;
            return this;
        }

        /**
         * Sets {@link DriveItemChange#eTag()}.
         *
         * @param value the value, or null
         * @return this
         */
        public Builder eTag(String value) {
            eTag = value;
            return this;
        }

        /**
         * Sets {@link DriveItemChange#cTag()}.
         *
         * @param value the value, or null
         * @return this
         */
        public Builder cTag(String value) {
            cTag = value;
            return this;
        }

        /**
         * Sets {@link DriveItemChange#mimeType()}.
         *
         * @param value the value, or null
         * @return this
         */
        public Builder mimeType(String value) {
            mimeType = value;
            return this;
        }

        /**
         * Sets {@link DriveItemChange#webUrl()}.
         *
         * @param value the value, or null
         * @return this
         */
        public Builder webUrl(String value) {
            webUrl = value;
            return this;
        }

        /**
         * Sets {@link DriveItemChange#lastModifiedBy()}.
         *
         * @param value the value, or null
         * @return this
         */
        public Builder lastModifiedBy(String value) {
            lastModifiedBy = value;
            return this;
        }

        /**
         * Sets {@link DriveItemChange#created()}.
         *
         * @param value the time, or null
         * @return this
         */
        public Builder created(Instant value) {
            created = value;
            return this;
        }

        /**
         * Sets {@link DriveItemChange#lastModified()}.
         *
         * @param value the time, or null
         * @return this
         */
        public Builder lastModified(Instant value) {
            lastModified = value;
            return this;
        }

        /**
         * Sets {@link DriveItemChange#size()}.
         *
         * @param value the size in bytes, or null
         * @return this
         */
        public Builder size(Long value) {
            size = value;
            return this;
        }

        /**
         * Sets {@link DriveItemChange#json()}.
         *
         * @param value the value, or null
         * @return this
         */
        public Builder json(String value) {
            json = value;
            return this;
        }

        /**
         * Sets {@link DriveItemChange#changes()}.
         *
         * @param value the changes, not null, copied
         * @return this
         */
        public Builder changes(Set<Change> value) {
            changes = Set.copyOf(value);
            return this;
        }

        /**
         * Sets {@link DriveItemChange#previousName()}.
         *
         * @param value the value, or null
         * @return this
         */
        public Builder previousName(String value) {
            previousName = value;
            return this;
        }

        /**
         * Sets {@link DriveItemChange#previousParentId()}.
         *
         * @param value the value, or null
         * @return this
         */
        public Builder previousParentId(String value) {
            previousParentId = value;
            return this;
        }

        /**
         * Sets {@link DriveItemChange#path()}.
         *
         * @param value the value, or null
         * @return this
         */
        public Builder path(String value) {
            path = value;
            return this;
        }

        /**
         * Builds the item change.
         *
         * @return a new event, never null
         */
        public DriveItemChange build() {
            return new ItemChangeRecord(
                    kind,
                    target,
                    account,
                    at == null ? Instant.now() : at,
                    epoch,
                    baseline,
                    driveId,
                    id,
                    type,
                    name,
                    parentId,
                    eTag,
                    cTag,
                    mimeType,
                    webUrl,
                    lastModifiedBy,
                    created,
                    lastModified,
                    size,
                    json,
                    changes,
                    previousName,
                    previousParentId,
                    path);
        }
    }
}
