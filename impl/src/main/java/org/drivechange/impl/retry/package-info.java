// SPDX-License-Identifier: Apache-2.0
/** Failures, and the delays after them, of sessions and of reading deltas. Pure. */
package org.drivechange.impl.retry;
