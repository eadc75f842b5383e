// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.connection;

import java.time.Instant;

/**
 * When a packet is read.
 *
 * @param now when it is read
 * @param arrived the earliest time at which it may have arrived
 * @param previousArrival when the packet before it arrived
 */
record PacketTiming(Instant now, Instant arrived, Instant previousArrival) {}
