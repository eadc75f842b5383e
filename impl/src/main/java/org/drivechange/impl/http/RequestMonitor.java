// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.http;

import java.util.Optional;
import java.util.OptionalInt;
import org.drivechange.DriveTarget;

/** Sees every request to Graph, on the thread that asks; must neither block nor throw. */
@FunctionalInterface
public interface RequestMonitor {

    /** A request that begins now. */
    Request requestStarted(DriveTarget target);

    /** One request. */
    @FunctionalInterface
    interface Request {

        /**
         * The request has ended, once.
         *
         * @param status the HTTP status; empty when there was no answer
         * @param problem the code of what went wrong; empty when Graph gave an endpoint
         */
        void completed(OptionalInt status, Optional<String> problem);
    }
}
