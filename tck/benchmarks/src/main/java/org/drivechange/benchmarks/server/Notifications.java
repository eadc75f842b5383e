// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.server;

/**
 * What is sent.
 *
 * @param characters of each frame's text; 0 for as many as Graph's have, which is 424
 * @param repeated whether each is as the one before it: so are Graph's, which say that something changed, never what
 */
public record Notifications(int characters, boolean repeated) {

    /** As Graph sends them. */
    public static final Notifications REAL = new Notifications(0, true);

    /** As Graph sends them, but for a few characters that are never the same. */
    public static final Notifications DIFFERENT = new Notifications(0, false);
}
