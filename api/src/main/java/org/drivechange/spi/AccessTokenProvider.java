// SPDX-License-Identifier: Apache-2.0
package org.drivechange.spi;

/**
 * Provides access tokens for Microsoft Graph: at most one bean of the application. Without one, or for accounts for which it
 * returns null, they come from the configuration.
 *
 * <p>It is called with the application's class loader and an active request context, from several threads at once, and
 * may block for as long as {@code drivechange.connect-timeout}; then its thread is interrupted.
 */
public interface AccessTokenProvider {

    /**
     * A delegated access token that is valid now. It is asked for before every request to Graph.
     *
     * @param account the account's name, {@code ""} for the default account, never null
     * @return the token, without {@code Bearer}; null when the account is not this provider's, so that the configuration is
     *     asked next: its sign-in or token of that account
     * @throws Exception is a failure that is retried; its message is logged, so it must not hold a secret
     */
    String accessToken(String account) throws Exception;

    /**
     * Says that Graph answered 401 to a token of this provider: the next {@link #accessToken(String)} for the account must be a fresh one.
     *
     * @param account the account's name, {@code ""} for the default account, never null
     * @param token the token that was refused, never null
     */
    default void rejected(String account, String token) {}
}
