// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.drive;

/**
 * Item as the delta shows it.
 *
 * @param path the names of the ancestors below the root, each preceded by a slash; empty in the root folder
 * @param children the number of items in a folder
 */
public record PublishedItem(DriveItem item, String path, int children) {}
