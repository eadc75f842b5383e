// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.json;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.drivechange.DriveItemChange;
import org.drivechange.impl.diagnostics.ProtocolException;
import org.drivechange.impl.graph.GraphDateTime;

/**
 * Parses one element of a page. Only the id is required: the properties of deleted items vary by the kind of drive.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/resources/driveitem">Microsoft Graph, driveItem</a>
 */
final class DriveItemJson {

    /** Deleted items have dates of year 1, with or without an offset. */
    private static final Instant YEAR_2 = Instant.parse("0002-01-01T00:00:00Z");

    /** Kinds of identities of an identity set, in the order of preference. */
    private static final List<String> IDENTITIES = List.of("user", "application", "device");

    private final PageParser parser;
    private String id;
    private String driveId;
    private String parentId;
    private String name;
    private String eTag;
    private String cTag;
    private String mimeType;
    private String webUrl;
    private String created;
    private String lastModified;
    private String lastModifiedBy;
    private String error = "none";
    private Long size;
    private boolean deleted;
    private boolean removed;
    private boolean isRoot;
    private boolean isFile;
    private boolean isFolder;
    private boolean isPackage;
    private boolean isRemote;

    private DriveItemJson(PageParser parser) {
        this.parser = parser;
    }

    /**
     * Parses the element at the parser's current token.
     *
     * @return the item, empty for the root
     * @throws ProtocolException if the element has no id; the message contains the error that Graph sent instead
     */
    static Optional<DriveItemChange> read(PageParser parser, ItemOrigin origin) throws IOException, ProtocolException {
        if (parser.current() != JsonToken.START_OBJECT) {
            throw new ProtocolException("expected an item but found another value");
        }
        DriveItemJson item = new DriveItemJson(parser);
        parser.beginObject();
        while (parser.next() == JsonToken.FIELD_NAME) {
            String name = parser.name();
            parser.next();
            item.member(name);
        }
        return item.change(origin, parser.endObject());
    }

    private void member(String member) throws IOException {
        boolean present = parser.current() != JsonToken.VALUE_NULL;
        switch (member) {
            case "id" -> id = parser.string();
            case "name" -> name = parser.string();
            case "eTag" -> eTag = parser.string();
            case "cTag" -> cTag = parser.string();
            case "webUrl" -> webUrl = parser.string();
            case "createdDateTime" -> created = parser.string();
            case "lastModifiedDateTime" -> lastModified = parser.string();
            case "size" -> size = parser.integer();
            case "lastModifiedBy" -> lastModifiedBy = displayName();
            case "parentReference" -> parent();
            case "error" -> error = parser.error();
            case "file" -> {
                isFile = present;
                mimeType = parser.memberString("mimeType");
            }
            default -> {
                facet(member, present);
                parser.skip();
            }
        }
    }

    private void parent() throws IOException {
        driveId = null;
        parentId = null;
        parser.members(member -> {
            switch (member) {
                case "driveId" -> driveId = parser.string();
                case "id" -> parentId = parser.string();
                default -> parser.skip();
            }
        });
    }

    private void facet(String name, boolean present) {
        switch (name) {
            case "deleted" -> deleted = present;
            case "@removed" -> removed = true;
            case "root" -> isRoot = present;
            case "folder" -> isFolder = present;
            case "package" -> isPackage = present;
            case "remoteItem" -> isRemote = present;
            default -> {}
        }
    }

    /** Returns the name of an identity set: that of the user, else of the application, else of the device. */
    private String displayName() throws IOException {
        String[] names = new String[IDENTITIES.size()];
        parser.members(identity -> {
            int index = IDENTITIES.indexOf(identity);
            if (index < 0) {
                parser.skip();
            } else {
                names[index] = parser.memberString("displayName");
            }
        });
        for (String found : names) {
            if (found != null && !found.isEmpty()) {
                return found;
            }
        }
        return null;
    }

    private Optional<DriveItemChange> change(ItemOrigin origin, String json) throws ProtocolException {
        if (id == null || id.isEmpty()) {
            throw new ProtocolException("expected an item with an id but found " + error);
        }
        if (isRoot) {
            return Optional.empty();
        }
        return Optional.of(origin.item(deleted || removed, driveId, id)
                .type(type())
                .name(name)
                .parentId(parentId == null || parentId.isEmpty() ? null : parentId)
                .eTag(eTag)
                .cTag(cTag)
                .mimeType(mimeType)
                .webUrl(webUrl)
                .lastModifiedBy(lastModifiedBy)
                .created(time(created))
                .lastModified(time(lastModified))
                .size(size == null || size < 0 ? null : size)
                .json(json)
                .build());
    }

    private DriveItemChange.Type type() {
        if (isRemote) {
            return DriveItemChange.Type.REMOTE;
        }
        if (isPackage) {
            return DriveItemChange.Type.PACKAGE;
        }
        if (isFile) {
            return DriveItemChange.Type.FILE;
        }
        return isFolder ? DriveItemChange.Type.FOLDER : DriveItemChange.Type.OTHER;
    }

    private static Instant time(String text) {
        return Optional.ofNullable(text)
                .flatMap(GraphDateTime::parse)
                .filter(time -> !time.isBefore(YEAR_2))
                .orElse(null);
    }
}
