// SPDX-License-Identifier: Apache-2.0
/** Monotonic clock of the sessions, and its conversion to wall-clock time. */
package org.drivechange.impl.clock;
