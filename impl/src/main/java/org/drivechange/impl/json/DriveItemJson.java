// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.json;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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

    private final PageParser parser;
    private final Map<String, String> strings = new HashMap<>();
    private Map<String, String> parent = Map.of();
    private Map<String, String> file = Map.of();
    private String error = "none";
    private String lastModifiedBy;
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

    private void member(String name) throws IOException {
        boolean present = parser.current() != JsonToken.VALUE_NULL;
        switch (name) {
            case "id", "name", "eTag", "cTag", "webUrl", "createdDateTime", "lastModifiedDateTime" ->
                strings.put(name, parser.string());
            case "size" -> size = parser.integer();
            case "lastModifiedBy" -> lastModifiedBy = displayName();
            case "parentReference" -> parent = parser.strings();
            case "error" -> error = parser.error();
            case "file" -> {
                isFile = present;
                file = parser.strings();
            }
            default -> {
                facet(name, present);
                parser.skip();
            }
        }
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
        if (parser.current() != JsonToken.START_OBJECT) {
            parser.skip();
            return null;
        }
        Map<String, String> names = new HashMap<>();
        while (parser.next() == JsonToken.FIELD_NAME) {
            String identity = parser.name();
            parser.next();
            names.put(identity, parser.strings().get("displayName"));
        }
        return Stream.of("user", "application", "device")
                .map(identity -> names.getOrDefault(identity, ""))
                .filter(name -> name != null && !name.isEmpty())
                .findFirst()
                .orElse(null);
    }

    private Optional<DriveItemChange> change(ItemOrigin origin, String json) throws ProtocolException {
        String id = strings.get("id");
        if (id == null || id.isEmpty()) {
            throw new ProtocolException("expected an item with an id but found " + error);
        }
        if (isRoot) {
            return Optional.empty();
        }
        String parentId = parent.get("id");
        return Optional.of(origin.item(deleted || removed, parent.get("driveId"), id)
                .type(type())
                .name(strings.get("name"))
                .parentId(parentId == null || parentId.isEmpty() ? null : parentId)
                .eTag(strings.get("eTag"))
                .cTag(strings.get("cTag"))
                .mimeType(file.get("mimeType"))
                .webUrl(strings.get("webUrl"))
                .lastModifiedBy(lastModifiedBy)
                .created(time("createdDateTime"))
                .lastModified(time("lastModifiedDateTime"))
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

    private Instant time(String name) {
        return Optional.ofNullable(strings.get(name))
                .flatMap(GraphDateTime::parse)
                .filter(time -> !time.isBefore(YEAR_2))
                .orElse(null);
    }
}
