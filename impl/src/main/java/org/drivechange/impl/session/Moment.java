// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import java.time.Instant;

/**
 * When a packet came.
 *
 * @param heardBefore when the packet before it came
 */
record Moment(Instant now, Instant heardBefore) {}
