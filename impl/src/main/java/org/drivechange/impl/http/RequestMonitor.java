// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.http;

import java.util.Optional;
import java.util.OptionalInt;
import org.drivechange.DriveTarget;

/** Monitors requests to Graph, on the requesting thread. Must neither block nor throw. */
@FunctionalInterface
public interface RequestMonitor {

    /** Called when a request starts. */
    Request requestStarted(RequestKind kind, DriveTarget target);

    /** Monitors one request. */
    @FunctionalInterface
    interface Request {

        /**
         * Called once when the request has ended.
         *
         * @param status the HTTP status, empty without a response
         * @param code the error code, empty if Graph returned what was requested
         */
        void completed(OptionalInt status, Optional<String> code);
    }
}
