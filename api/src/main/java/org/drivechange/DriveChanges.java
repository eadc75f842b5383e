// SPDX-License-Identifier: Apache-2.0
package org.drivechange;

import java.util.Collection;

/**
 * Watches targets that are known at run time only, and tells how every watched target is doing. Inject it; it is
 * application scoped and may be used from any thread.
 *
 * <p>Events of a target watched at run time reach the observers that do not name a target:
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
     * @return a new watch, never null; a target that is watched already shares its session
     * @throws IllegalStateException after the application stopped
     * @throws IllegalArgumentException when there is no token for the default account and no
     *     {@link org.drivechange.spi.AccessTokenProvider}
     */
    DriveWatch watch(DriveTarget target);

    /**
     * Watches a target with an account's access token. Before the application started, the wish is queued.
     *
     * @param target the target, not null
     * @param account the account's name, {@code ""} for the default account, not null
     * @return a new watch, never null; a target that is watched already shares its session
     * @throws IllegalStateException after the application stopped
     * @throws IllegalArgumentException for an account that the configuration does not know and no
     *     {@link org.drivechange.spi.AccessTokenProvider} serves
     */
    DriveWatch watch(DriveTarget target, String account);

    /**
     * What is watched now: the targets that annotations declare, and those watched at run time.
     *
     * @return a snapshot, never null
     */
    Collection<DriveWatch> watches();

    /**
     * An access token for the application's own requests to Microsoft Graph: the one that the account's sessions use. It comes
     * from the {@link org.drivechange.spi.AccessTokenProvider}, the account's sign-in, or the configuration. Works before the
     * application started and with {@code drivechange.enabled=false}. Blocks for {@code drivechange.connect-timeout} at most.
     *
     * @param account the account's name, {@code ""} for the default account, not null
     * @return a token that is valid now, without {@code Bearer}, never null
     * @throws AccessTokenException when there is none now; a later call may succeed
     * @throws IllegalArgumentException for an account that the configuration does not know and no
     *     {@link org.drivechange.spi.AccessTokenProvider} serves
     * @throws IllegalStateException after the application stopped
     */
    String accessToken(String account) throws AccessTokenException;
}
