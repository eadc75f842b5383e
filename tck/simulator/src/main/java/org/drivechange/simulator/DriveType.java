// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

/** The kinds of drives, which differ in ids, fields of items and deleted items. */
public enum DriveType {
    /** OneDrive for Business: pages contain the ancestors of changed items; deleted items have no name. */
    BUSINESS("business"),

    /** Library of a SharePoint site or a group; its items are those of a business drive. */
    DOCUMENT_LIBRARY("documentLibrary"),

    /** Consumer drive on the newer backend: deleted items have an id only, items have no path. */
    PERSONAL("personal"),

    /** Consumer drive on the older backend: deleted items have a name, drive ids occur in upper and lower case. */
    PERSONAL_LEGACY("personal");

    private final String graphName;

    DriveType(String graphName) {
        this.graphName = graphName;
    }

    /**
     * Returns Graph's name of this kind.
     *
     * @return {@code business}, {@code documentLibrary} or {@code personal}
     */
    public String graphName() {
        return graphName;
    }

    /**
     * Whether this is a consumer drive.
     *
     * @return true for the two personal kinds
     */
    public boolean personal() {
        return graphName.equals("personal");
    }
}
