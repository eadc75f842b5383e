// SPDX-License-Identifier: Apache-2.0
/** What DriveChange costs the application that has it, before anything has happened. Measured in fresh processes. */
package org.drivechange.benchmarks.deployment;
