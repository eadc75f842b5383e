// SPDX-License-Identifier: Apache-2.0
/**
 * DriveChange while the application runs: {@link org.drivechange.impl.cdi.runtime.DriveChangeRuntime} creates and connects all
 * parts, {@link org.drivechange.impl.cdi.runtime.WatchRegistry} opens one session for each target and account, {@link
 * org.drivechange.impl.cdi.runtime.DriveChangesBean} is the public API, and {@link
 * org.drivechange.impl.cdi.runtime.CdiEventDispatcher} fires the events.
 */
package org.drivechange.impl.cdi.runtime;
