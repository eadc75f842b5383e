// SPDX-License-Identifier: Apache-2.0
/** Positions in a database of the application. */
package org.drivechange.tck.database;
