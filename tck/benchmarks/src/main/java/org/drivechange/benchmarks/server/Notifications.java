// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.server;

/**
 * Kind of notifications to send.
 *
 * @param characters the length of each frame's text; 0 for that of Graph's notifications, 424
 * @param repeated whether all are equal, as Graph's are, which contain no details of the change
 */
public record Notifications(int characters, boolean repeated) {

    /** Notifications of Graph. */
    public static final Notifications REAL = new Notifications(0, true);

    /** Notifications of Graph, but each with a few distinct characters. */
    public static final Notifications DIFFERENT = new Notifications(0, false);
}
