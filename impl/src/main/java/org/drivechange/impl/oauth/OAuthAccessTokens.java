// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.oauth;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.diagnostics.ErrorMessages;
import org.drivechange.impl.graph.AccessToken;
import org.drivechange.impl.graph.AccessTokens;
import org.drivechange.impl.graph.GraphFailure;
import org.drivechange.impl.graph.TokenUnavailableException;
import org.drivechange.impl.http.TextHttpClient;

/** Supplies access tokens of accounts that sign in, and delegates other accounts. */
public final class OAuthAccessTokens implements AccessTokens, AutoCloseable {

    private final Function<String, Optional<OAuthSettings>> settings;
    private final AccessTokens others;
    private final TextHttpClient http;
    private final InstantSource clock;
    private final Duration longestDelay;
    private final Map<String, AccountTokenManager> accounts = new ConcurrentHashMap<>();

    /**
     * Creates the tokens of an application. Nothing is read or requested before the first call.
     *
     * @param settings sign-in settings by account, empty if it does not sign in
     * @param longestDelay delay before a rejected refresh token is tried again
     */
    public OAuthAccessTokens(
            Function<String, Optional<OAuthSettings>> settings,
            AccessTokens others,
            TextHttpClient http,
            InstantSource clock,
            Duration longestDelay) {
        this.settings = settings;
        this.others = others;
        this.http = http;
        this.clock = clock;
        this.longestDelay = longestDelay;
    }

    @Override
    public AccessToken token(String account) throws Exception {
        try {
            Optional<AccountTokenManager> signedIn = signedIn(account);
            return signedIn.isPresent() ? signedIn.get().token() : others.token(account);
        } catch (LinkageError e) {
            throw new TokenUnavailableException(
                    new GraphFailure(ErrorCode.LIBRARY_UNUSABLE, ErrorMessages.describe(e)));
        }
    }

    @Override
    public void rejected(String account, AccessToken token) {
        signedIn(account).ifPresentOrElse(manager -> manager.rejected(token), () -> others.rejected(account, token));
    }

    /** Returns the manager of an account that signs in. Other accounts are not cached, because their number is unbounded. */
    private Optional<AccountTokenManager> signedIn(String account) {
        AccountTokenManager known = accounts.get(account);
        if (known != null) {
            return Optional.of(known);
        }
        return settings.apply(account)
                .map(found -> new AccountTokenManager(account, found, http, clock, longestDelay))
                .map(made ->
                        Optional.ofNullable(accounts.putIfAbsent(account, made)).orElse(made));
    }

    @Override
    public void close() {
        // a method reference would load msal4j even without sign-ins
        for (AccountTokenManager account : accounts.values()) {
            account.close();
        }
        accounts.clear();
    }
}
