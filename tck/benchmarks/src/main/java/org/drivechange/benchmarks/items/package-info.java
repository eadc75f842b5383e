// SPDX-License-Identifier: Apache-2.0
/** Reading of the items of a drive, with DriveChange and with the Microsoft Graph SDK. */
package org.drivechange.benchmarks.items;
