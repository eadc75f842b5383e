// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.connection;

import java.time.Instant;

/**
 * Times of a packet.
 *
 * @param now time at which it is read
 * @param arrived earliest time at which it may have arrived
 * @param previousArrival arrival time of the packet before
 */
record PacketTiming(Instant now, Instant arrived, Instant previousArrival) {}
