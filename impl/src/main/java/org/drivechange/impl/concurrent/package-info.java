// SPDX-License-Identifier: Apache-2.0
/**
 * Executors, timers and the watchdog. The only package that creates threads. Also looks up the application's context in the
 * server.
 */
package org.drivechange.impl.concurrent;
