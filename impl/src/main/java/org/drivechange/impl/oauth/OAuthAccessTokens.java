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

/** Tokens of the accounts that sign in; the others have theirs from elsewhere. */
public final class OAuthAccessTokens implements AccessTokens, AutoCloseable {

    private final Function<String, Optional<OAuthSettings>> settings;
    private final AccessTokens others;
    private final TextHttpClient http;
    private final InstantSource clock;
    private final Duration longestDelay;
    private final Map<String, AccountTokenManager> accounts = new ConcurrentHashMap<>();

    /**
     * Makes the tokens of an application; nothing is read or asked before the first is wanted.
     *
     * @param settings of an account, empty where it does not sign in
     * @param longestDelay how long to wait before a refresh token that was refused is tried again
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
        } catch (LinkageError deployment) {
            throw new TokenUnavailableException(
                    new GraphFailure(ErrorCode.LIBRARY_UNUSABLE, ErrorMessages.describe(deployment)));
        }
    }

    @Override
    public void rejected(String account, AccessToken token) {
        signedIn(account).ifPresentOrElse(one -> one.rejected(token), () -> others.rejected(account, token));
    }

    /** Accounts that do not sign in are not kept: an application may have any number of them. */
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
        // a method reference would load msal4j where nobody signs in
        for (AccountTokenManager account : accounts.values()) {
            account.close();
        }
        accounts.clear();
    }
}
