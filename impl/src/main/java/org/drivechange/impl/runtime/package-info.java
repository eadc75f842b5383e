// SPDX-License-Identifier: Apache-2.0
/**
 * Runs sessions: {@link org.drivechange.impl.runtime.DriveSession} submits signals to its serial executor, {@link
 * org.drivechange.impl.runtime.SignalProcessor} passes them to the {@link org.drivechange.impl.session.SessionMachine}, and {@link
 * org.drivechange.impl.runtime.CommandExecutor} executes its commands. Limiters are shared by all sessions.
 */
package org.drivechange.impl.runtime;
