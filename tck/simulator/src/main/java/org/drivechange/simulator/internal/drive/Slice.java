// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.drive;

import java.util.List;

/**
 * Items of one page.
 *
 * @param items the changed items and, on drives that are not personal, their ancestors
 * @param next the position after the page if the page is full, null otherwise
 * @param end the position of the deltaLink if the page is the last of its round, null otherwise
 */
public record Slice(List<PublishedItem> items, Cursor next, Cursor end) {}
