// SPDX-License-Identifier: Apache-2.0
/**
 * Runs sessions: {@link org.drivechange.impl.runtime.DriveSession} feeds one {@link
 * org.drivechange.impl.session.SessionMachine} with signals and timers, and {@link
 * org.drivechange.impl.runtime.CommandExecutor} executes its commands.
 */
package org.drivechange.impl.runtime;
