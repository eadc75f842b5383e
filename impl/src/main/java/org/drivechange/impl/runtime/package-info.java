// SPDX-License-Identifier: Apache-2.0
/**
 * Threads, timers and the clock, and what is known of the server that lends its context. The only place that makes threads.
 */
package org.drivechange.impl.runtime;
