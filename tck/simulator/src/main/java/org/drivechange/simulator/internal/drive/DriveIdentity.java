// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.drive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.UUID;
import org.drivechange.simulator.DriveType;
import org.drivechange.simulator.SimulatedItem;

/** Id and kind of a drive, with the ids and tags of its items. They are the same in each run. */
public record DriveIdentity(String id, DriveType type) {

    private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /** The id of a business item: a prefix of the drive and 26 digits. */
    private static final int ITEM_DIGITS = 26;

    /** Creates the identity of a drive that has no id in its target. */
    public static DriveIdentity derived(String key, DriveType type) {
        UUID hash = hash(key);
        return new DriveIdentity(type.personal() ? hex16(hash) : "b!" + base32(hash), type);
    }

    /** Returns the id of the item with this number, from 1. */
    String itemId(long number) {
        return switch (type) {
            case BUSINESS, DOCUMENT_LIBRARY -> "01" + base32(hash(id)).substring(0, 6) + base32(number, ITEM_DIGITS);
            case PERSONAL -> hex16(hash(id)) + "!s" + plain(hash(id + number));
            case PERSONAL_LEGACY -> hex16(hash(id)) + "!" + (100 + number);
        };
    }

    public String eTag(DriveItem item) {
        return type == DriveType.PERSONAL_LEGACY
                ? "a" + hex16(hash(item.id())) + "." + item.version()
                : "\"{" + upper(hash(item.id())) + "}," + item.version() + "\"";
    }

    /** Returns null where Graph sends no cTag. */
    public String cTag(DriveItem item) {
        if (item.folder() && !type.personal()) {
            return null;
        }
        return type == DriveType.PERSONAL_LEGACY
                ? "a" + hex16(hash(item.id())) + ".c" + item.contentVersion()
                : "\"c:{" + upper(hash(item.id())) + "}," + item.contentVersion() + "\"";
    }

    SimulatedItem describe(DriveItem item) {
        return new SimulatedItem(
                item.id(), item.name(), item.parentId(), eTag(item), cTag(item), item.size(), item.folder());
    }

    private static UUID hash(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(UTF_8));
    }

    private static String upper(UUID hash) {
        return hash.toString().toUpperCase(Locale.ROOT);
    }

    private static String plain(UUID hash) {
        return hash.toString().replace("-", "");
    }

    private static String hex16(UUID hash) {
        return plain(hash).substring(0, 16).toUpperCase(Locale.ROOT);
    }

    private static String base32(UUID hash) {
        return base32(hash.getMostSignificantBits(), 13) + base32(hash.getLeastSignificantBits(), 13);
    }

    private static String base32(long number, int digits) {
        StringBuilder text = new StringBuilder();
        for (long rest = number; text.length() < digits; rest >>>= 5) {
            text.append(BASE_32.charAt((int) (rest & 31)));
        }
        return text.reverse().toString();
    }
}
