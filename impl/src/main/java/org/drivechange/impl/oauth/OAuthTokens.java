// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.oauth;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.drivechange.impl.graph.AccessToken;
import org.drivechange.impl.http.PlainHttp;
import org.drivechange.impl.session.Tokens;

/** Tokens of the accounts that sign in; the others have theirs from elsewhere. */
public final class OAuthTokens implements Tokens {

    private final Function<String, Optional<OAuthSettings>> settings;
    private final Tokens others;
    private final PlainHttp http;
    private final InstantSource clock;
    private final Map<String, Optional<SignedInAccount>> accounts = new ConcurrentHashMap<>();

    /**
     * Makes the tokens of an application; nothing is read or asked before the first is wanted.
     *
     * @param settings of an account, empty where it does not sign in
     */
    public OAuthTokens(
            Function<String, Optional<OAuthSettings>> settings, Tokens others, PlainHttp http, InstantSource clock) {
        this.settings = settings;
        this.others = others;
        this.http = http;
        this.clock = clock;
    }

    @Override
    public AccessToken token(String account) throws Exception {
        Optional<SignedInAccount> signedIn = signedIn(account);
        return signedIn.isPresent() ? signedIn.get().token() : others.token(account);
    }

    @Override
    public void rejected(String account, AccessToken token) {
        signedIn(account).ifPresentOrElse(one -> one.rejected(token), () -> others.rejected(account, token));
    }

    private Optional<SignedInAccount> signedIn(String account) {
        return accounts.computeIfAbsent(
                account, name -> settings.apply(name).map(found -> new SignedInAccount(name, found, http, clock)));
    }
}
