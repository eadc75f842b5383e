// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.http;

/** Kind of a request to Graph. */
public enum RequestKind {
    /** For the socket.io endpoint of a target. */
    SOCKET_IO,
    /** For the drive of a target. */
    DRIVE,
    /** For a page of a delta. */
    DELTA;

    /**
     * Returns the path of the URL with placeholders for ids, without Graph's version.
     *
     * @param target path of the target with placeholders
     */
    public String urlTemplate(String target) {
        return switch (this) {
            case SOCKET_IO -> target + "/subscriptions/socketIo";
            case DRIVE -> target.substring(0, target.lastIndexOf('/'));
            case DELTA -> "/drives/{driveId}/root/delta";
        };
    }
}
