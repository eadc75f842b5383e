// SPDX-License-Identifier: Apache-2.0
package org.drivechange.spi;

/**
 * Where access tokens for Microsoft Graph come from: at most one bean of the application. Without one, they are read
 * from the configuration.
 *
 * <p>It is called with the application's class loader and an active request context, from several threads at once, and
 * may block for as long as {@code drivechange.connect-timeout}; then its thread is interrupted.
 */
public interface AccessTokenProvider {

    /**
     * A delegated access token that is valid now. It is asked for before every request to Graph.
     *
     * @param account the account's name, {@code ""} for the default account, never null
     * @return the token, without {@code Bearer}; null is a failure that is retried
     * @throws Exception is a failure that is retried; its message is logged, so it must not hold a secret
     */
    String accessToken(String account) throws Exception;

    /**
     * Says that Graph answered 401 to a token: the next {@link #accessToken(String)} for the account must be a fresh one.
     *
     * @param account the account's name, {@code ""} for the default account, never null
     * @param token the token that was refused, never null
     */
    default void rejected(String account, String token) {}
}
