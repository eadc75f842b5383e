// SPDX-License-Identifier: Apache-2.0
package org.drivechange.spi;

import org.drivechange.DriveTarget;

/**
 * Stores how far the delta of each target has been read. An application has at most one bean of this type. Without one, the
 * positions are kept as {@code drivechange.datasource} and {@code drivechange.delta.directory} say.
 *
 * <p>Application, account and target together identify a position. The methods may block. They are called with the
 * application's class loader and an active request context, by several threads concurrently, but by one thread at a time for
 * each position. An exception is logged and the call is repeated.
 */
public interface DeltaTokenStore {

    /**
     * Result of {@link #open}.
     *
     * @param epoch the stored epoch
     * @param token the stored token, null if none was ever saved
     */
    record Opened(long epoch, String token) {}

    /**
     * Opens a position. Stores the larger of the given and the stored epoch, and returns it with the token. From then on,
     * {@link #save} refuses a smaller epoch.
     *
     * @param application value of {@code drivechange.application}, {@code ""} if it is not set, never null
     * @param target the target, never null
     * @param account the account's name, {@code ""} for the default account, never null
     * @param epoch the caller's fencing token, 0 or more
     * @return the stored epoch and token, not null
     * @throws Exception on failure, which is retried
     */
    Opened open(String application, DriveTarget target, String account, long epoch) throws Exception;

    /**
     * Saves a token.
     *
     * @param application value of {@code drivechange.application}, {@code ""} if it is not set, never null
     * @param target the target, never null
     * @param account the account's name, {@code ""} for the default account, never null
     * @param epoch the epoch that {@link #open} returned
     * @param token an opaque text of up to 16 KB, never null; it is no credential
     * @return false if another user of this position has opened it with a larger epoch; then nothing is stored
     * @throws Exception on failure, which is retried
     */
    boolean save(String application, DriveTarget target, String account, long epoch, String token) throws Exception;

    /**
     * Whether {@link #save} takes part in the caller's JTA transaction.
     *
     * @return false by default
     */
    default boolean transactional() {
        return false;
    }
}
