// SPDX-License-Identifier: Apache-2.0
package org.drivechange.samples.war;

/** Event in displayed form: as a table row and as one line. */
record EventRow(String row, String line) {}
