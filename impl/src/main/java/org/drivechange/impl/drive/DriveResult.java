// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.drive;

import org.drivechange.impl.graph.GraphFailure;

/** Result of a request for the drive of a target. */
public sealed interface DriveResult {

    /**
     * The drive.
     *
     * @param id id as Graph sent it
     * @param type Graph's {@code driveType}, {@code ""} if absent
     */
    record Found(String id, String type) implements DriveResult {}

    record Failed(GraphFailure failure) implements DriveResult {}
}
