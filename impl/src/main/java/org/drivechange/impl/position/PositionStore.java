// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.position;

import java.util.Optional;
import org.drivechange.impl.graph.SessionKey;

/** Keeps the positions of an application. The calls may block. One thread at a time calls for each position. */
public interface PositionStore {

    /**
     * Result of opening a position.
     *
     * @param epoch epoch for saving
     * @param token stored token, empty if none was ever saved
     */
    record Opened(long epoch, Optional<String> token) {

        /** Omits the token, which names drive, list and user. */
        @Override
        public String toString() {
            return "Opened[epoch " + epoch + (token.isPresent() ? "" : ", no token") + "]";
        }
    }

    /**
     * Opens a position.
     *
     * @throws PositionInUseException if another process uses the position
     */
    Opened open(SessionKey key) throws Exception;

    /**
     * Saves a token.
     *
     * @return false if another user has opened the position with a larger epoch
     */
    boolean save(SessionKey key, long epoch, String token) throws Exception;

    /** Releases a position. Never throws. */
    void release(SessionKey key);
}
