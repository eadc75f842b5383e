// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.delta;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.drivechange.simulator.DriveType;
import org.drivechange.simulator.internal.drive.DriveIdentity;
import org.drivechange.simulator.internal.drive.DriveItem;
import org.drivechange.simulator.internal.drive.PublishedItem;

/** Creates Graph's JSON of items, with the selected properties. */
record ItemJson(DriveIdentity drive, Optional<Set<String>> select) {

    static final String NO_DATE = "0001-01-01T00:00:00-08:00";

    private static final String DOWNLOAD_URL = "@microsoft.graph.downloadUrl";

    Map<String, Object> of(PublishedItem published) {
        DriveItem item = published.item();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("@odata.type", "#microsoft.graph.driveItem");
        json.put("id", item.id());
        if (item.deleted()) {
            deleted(json, item);
        } else {
            live(json, published);
        }
        select.ifPresent(names -> json.keySet().removeIf(name -> !selected(name, names)));
        return json;
    }

    private static boolean selected(String name, Set<String> names) {
        return name.equals("@odata.type")
                || names.contains(name)
                || (name.equals(DOWNLOAD_URL) && names.contains("content.downloadUrl"));
    }

    private void deleted(Map<String, Object> json, DriveItem item) {
        if (drive.type() == DriveType.PERSONAL) {
            json.put("deleted", Map.of());
            return;
        }
        json.put("deleted", Map.of("state", "deleted"));
        json.put(item.folder() ? "folder" : "file", Map.of());
        if (drive.type() == DriveType.PERSONAL_LEGACY) {
            json.put("name", item.name());
        } else {
            json.put("size", 0);
            json.put("lastModifiedDateTime", NO_DATE);
        }
        json.put("parentReference", parent(item, null));
    }

    private void live(Map<String, Object> json, PublishedItem published) {
        DriveItem item = published.item();
        json.put("name", item.name());
        json.put("eTag", drive.eTag(item));
        Optional.ofNullable(drive.cTag(item)).ifPresent(tag -> json.put("cTag", tag));
        json.put("size", item.size());
        json.put("webUrl", "https://drivechange.example/" + encoded(item.name()));
        json.put("createdDateTime", item.created());
        json.put("lastModifiedDateTime", item.modified());
        json.put("createdBy", user());
        json.put("lastModifiedBy", user());
        json.put("fileSystemInfo", Map.of("createdDateTime", item.created(), "lastModifiedDateTime", item.modified()));
        if (item.root()) {
            json.put("root", Map.of());
        }
        if (item.folder()) {
            json.put("folder", Map.of("childCount", published.children()));
        } else {
            json.put("file", file(item));
            json.put(DOWNLOAD_URL, "https://drivechange.example/download/" + item.id() + "?tempauth=s3cr3t");
        }
        json.put("parentReference", parent(item, published.path()));
    }

    private static Map<String, Object> file(DriveItem item) {
        String hash = "hash-" + item.contentVersion() + "-" + item.id();
        return Map.of("mimeType", mimeType(item.name()), "hashes", Map.of("quickXorHash", hash));
    }

    private static String mimeType(String name) {
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return switch (extension) {
            case "txt" -> "text/plain";
            case "pdf" -> "application/pdf";
            default -> "application/octet-stream";
        };
    }

    private static Map<String, Object> user() {
        return Map.of(
                "user", Map.of("displayName", "Ada Example", "email", "ada@drivechange.example", "id", "7c1f09ab"));
    }

    /** Returns the reference to the parent; the path is null if it is omitted. */
    private Map<String, Object> parent(DriveItem item, String path) {
        Map<String, Object> reference = new LinkedHashMap<>();
        boolean legacy = drive.type() == DriveType.PERSONAL_LEGACY;
        reference.put("driveId", legacy ? drive.id().toLowerCase(Locale.ROOT) : drive.id());
        reference.put("driveType", drive.type().graphName());
        if (!item.root()) {
            reference.put("id", item.parentId());
            if (path != null && drive.type() != DriveType.PERSONAL) {
                reference.put("path", (legacy ? "/drive" : "/drives/" + drive.id()) + "/root:" + encoded(path));
            }
        }
        return reference;
    }

    private static String encoded(String path) {
        return URLEncoder.encode(path, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/");
    }
}
