// SPDX-License-Identifier: Apache-2.0
package org.drivechange.spi;

/**
 * Provides access tokens for Microsoft Graph. An application has at most one bean of this type. Without one, or if it
 * returns null for an account, the token comes from the configuration.
 *
 * <p>It is called with the application's class loader and an active request context, by several threads concurrently. A
 * call may block for {@code drivechange.connect-timeout}; then its thread is interrupted.
 */
public interface AccessTokenProvider {

    /**
     * Returns a delegated access token that is valid now. Called before every request to Graph.
     *
     * @param account the account's name, {@code ""} for the default account, never null
     * @return the token, without {@code Bearer}; null if this provider does not serve the account, whose configured
     *     sign-in or token is then used
     * @throws Exception on failure, which is retried; the message is logged and must not contain a secret
     */
    String accessToken(String account) throws Exception;

    /**
     * Reports that Graph rejected a token of this provider with 401. The next {@link #accessToken(String)} for the
     * account must return a new one.
     *
     * @param account the account's name, {@code ""} for the default account, never null
     * @param token the rejected token, never null
     */
    default void rejected(String account, String token) {}
}
