// SPDX-License-Identifier: Apache-2.0
package org.drivechange.samples.war;

/** An event as the page shows it: in a row of the table, and in one line. */
record Entry(String row, String line) {}
