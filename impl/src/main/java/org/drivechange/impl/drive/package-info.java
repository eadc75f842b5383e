// SPDX-License-Identifier: Apache-2.0
/** Requests and responses of a drive's delta as values, their settings, and the port that requests them. No I/O. */
package org.drivechange.impl.drive;
