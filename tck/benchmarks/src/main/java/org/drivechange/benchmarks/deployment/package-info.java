// SPDX-License-Identifier: Apache-2.0
/** Benchmarks of the deployment of an application with DriveChange, each in a new process. */
package org.drivechange.benchmarks.deployment;
