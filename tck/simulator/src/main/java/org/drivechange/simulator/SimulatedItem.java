// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

/**
 * State of an item of a {@link SimulatedDrive}.
 *
 * @param id the id, never null
 * @param name the name, never null
 * @param parentId the id of the folder that contains the item, null for the root
 * @param eTag the tag that changes with each change, never null
 * @param cTag the tag that changes with the content; null for folders of drives that are not personal
 * @param size the size in bytes, 0 for folders
 * @param folder true for a folder, false for a file
 */
public record SimulatedItem(
        String id, String name, String parentId, String eTag, String cTag, long size, boolean folder) {}
