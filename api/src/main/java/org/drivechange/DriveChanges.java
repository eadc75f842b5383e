// SPDX-License-Identifier: Apache-2.0
package org.drivechange;

import java.util.Collection;

/**
 * Watches targets that are known only at run time, and reports the state of every watched target. It is an injectable,
 * application scoped and thread-safe bean.
 *
 * <p>Observers without a target receive the events of every target:
 *
 * <pre>{@code
 * @Inject DriveChanges changes;
 *
 * void open(String driveId) {
 *     changes.watch(DriveTarget.parse("/drives/" + driveId + "/root"));
 * }
 *
 * void changed(@Observes DriveNotification notification) { … }
 * }</pre>
 */
public interface DriveChanges {

    /**
     * Watches a target with the default account's access token.
     *
     * @param target the target, not null
     * @return a new watch, never null; it shares the session of other watches of the target and account
     * @throws IllegalStateException if the application has stopped
     * @throws IllegalArgumentException if there is no token for the default account and no
     *     {@link org.drivechange.spi.AccessTokenProvider}
     */
    DriveWatch watch(DriveTarget target);

    /**
     * Watches a target with an account's access token. Before the application has started, the watch is queued.
     *
     * @param target the target, not null
     * @param account the account's name, {@code ""} for the default account, not null
     * @return a new watch, never null; it shares the session of other watches of the target and account
     * @throws IllegalStateException if the application has stopped
     * @throws IllegalArgumentException if the account is not configured and there is no
     *     {@link org.drivechange.spi.AccessTokenProvider} bean
     */
    DriveWatch watch(DriveTarget target, String account);

    /**
     * Returns the current watches: of declared targets, and of targets watched at run time.
     *
     * @return a snapshot, never null
     */
    Collection<DriveWatch> watches();

    /**
     * Returns an access token for the application's own requests to Microsoft Graph. It is the token that the account's
     * sessions use. It comes from the {@link org.drivechange.spi.AccessTokenProvider}, the account's sign-in, or the
     * configuration. Works before the application has started and with {@code drivechange.enabled=false}. Blocks for at
     * most {@code drivechange.connect-timeout}.
     *
     * @param account the account's name, {@code ""} for the default account, not null
     * @return a token that is valid now, without {@code Bearer}, never null
     * @throws AccessTokenException if there is none now; a later call may succeed
     * @throws IllegalArgumentException if the account is not configured and there is no
     *     {@link org.drivechange.spi.AccessTokenProvider} bean
     * @throws IllegalStateException if the application has stopped
     */
    String accessToken(String account) throws AccessTokenException;
}
