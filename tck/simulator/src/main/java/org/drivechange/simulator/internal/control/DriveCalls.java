// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.control;

import static org.drivechange.simulator.internal.control.ControlCall.post;

import java.util.List;
import java.util.Map;
import org.drivechange.simulator.DriveType;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.simulator.SimulatedDrive;
import org.drivechange.simulator.internal.network.BadRequestException;

/** Calls of the control API that read and change the items of drives. */
public final class DriveCalls {

    private static final String TARGET = "{\"target\":\"/me/drive/root\"";

    private static final int MAX_COUNT = 1_000_000;

    private final GraphSimulator simulator;

    public DriveCalls(GraphSimulator simulator) {
        this.simulator = simulator;
    }

    public List<ControlCall> all() {
        return List.of(
                post(
                        "/drive/create",
                        TARGET + ",\"parent\":\"/\",\"name\":\"a.txt\",\"size\":1,\"folder\":false}",
                        "Creates a file or folder in the target's drive. Items are named by id or path.",
                        this::create),
                post(
                        "/drive/update",
                        TARGET + ",\"item\":\"/a.txt\",\"size\":2}",
                        "Changes the content of a file.",
                        in -> drive(in).update(item(in, "item"), in.number("size", 1, 0))),
                post(
                        "/drive/rename",
                        TARGET + ",\"item\":\"/a.txt\",\"name\":\"b.txt\"}",
                        "Renames an item.",
                        in -> drive(in).rename(item(in, "item"), in.text("name"))),
                post(
                        "/drive/move",
                        TARGET + ",\"item\":\"/b.txt\",\"parent\":\"/\"}",
                        "Moves an item to another folder.",
                        in -> drive(in).move(item(in, "item"), item(in, "parent"))),
                post(
                        "/drive/touch",
                        TARGET + ",\"item\":\"/b.txt\"}",
                        "Makes the delta return an unchanged item again.",
                        in -> drive(in).touch(item(in, "item"))),
                post(
                        "/drive/delete",
                        TARGET + ",\"item\":\"/b.txt\"}",
                        "Deletes an item and all items below it.",
                        in -> drive(in).delete(item(in, "item"))),
                post(
                        "/drive/restore",
                        TARGET + ",\"id\":null}",
                        "Restores a deleted item; without id, the one deleted last.",
                        in -> drive(in).restore(deletedId(in))),
                post(
                        "/drive/bulk",
                        TARGET + ",\"count\":10}",
                        "Creates files in the root, with one notification for all.",
                        this::bulk),
                post("/drive/items", TARGET + "}", "Returns the items of the target's drive.", this::items),
                post(
                        "/drive/type",
                        "{\"target\":\"/groups/g/drive/root\",\"type\":\"PERSONAL\"}",
                        "Sets the kind of an empty drive: BUSINESS, DOCUMENT_LIBRARY, PERSONAL or PERSONAL_LEGACY.",
                        this::type),
                post(
                        "/drive/replace",
                        "{\"target\":\"/groups/g/drive/root\"}",
                        "Replaces the target's drive with an empty one that has another id.",
                        in -> id(drive(in).replace().driveId())));
    }

    private Object create(ControlRequestBody in) {
        String parent = in.has("parent") ? item(in, "parent") : drive(in).root();
        return id(
                in.flag("folder", false)
                        ? drive(in).createFolder(parent, in.text("name"))
                        : drive(in).create(parent, in.text("name"), in.number("size", 1, 0)));
    }

    private Object bulk(ControlRequestBody in) {
        drive(in).bulk(in.number("count", 1, 1, MAX_COUNT));
        return items(in);
    }

    private Object items(ControlRequestBody in) {
        SimulatedDrive drive = drive(in);
        return Map.of(
                "driveId", drive.driveId(),
                "type", drive.type(),
                "root", drive.root(),
                "items", drive.items().values(),
                "deleted", drive.deletedItems());
    }

    private Object type(ControlRequestBody in) {
        return id(drive(in).type(in.constant("type", DriveType.class)).driveId());
    }

    private String deletedId(ControlRequestBody in) {
        if (in.has("id")) {
            return in.text("id");
        }
        List<String> deleted = drive(in).deletedItems();
        if (deleted.isEmpty()) {
            throw new BadRequestException("The drive has no deleted item.");
        }
        return deleted.get(deleted.size() - 1);
    }

    private String item(ControlRequestBody in, String field) {
        String idOrPath = in.text(field);
        return idOrPath.startsWith("/") ? find(drive(in), idOrPath) : idOrPath;
    }

    private static String find(SimulatedDrive drive, String path) {
        String found = drive.root();
        for (String name : path.substring(1).split("/", -1)) {
            found = name.isEmpty() ? found : child(drive, found, name, path);
        }
        return found;
    }

    private static String child(SimulatedDrive drive, String parent, String name, String path) {
        return drive.items().values().stream()
                .filter(item -> item.parentId().equals(parent) && item.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new BadRequestException("The drive has no item " + path + "."))
                .id();
    }

    private SimulatedDrive drive(ControlRequestBody in) {
        return simulator.drive(in.target());
    }

    private static Object id(String id) {
        return Map.of("id", id);
    }
}
