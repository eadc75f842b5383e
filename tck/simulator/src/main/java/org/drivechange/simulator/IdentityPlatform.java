// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.drivechange.simulator.internal.identity.AccessTokens;
import org.drivechange.simulator.internal.identity.DeviceCodeEndpoint;
import org.drivechange.simulator.internal.identity.DeviceCodes;
import org.drivechange.simulator.internal.identity.DiscoveryDocuments;
import org.drivechange.simulator.internal.identity.IdentityEndpoint;
import org.drivechange.simulator.internal.identity.IdentityError;
import org.drivechange.simulator.internal.identity.IdentityErrorException;
import org.drivechange.simulator.internal.identity.RefreshTokens;
import org.drivechange.simulator.internal.identity.ScriptedErrors;
import org.drivechange.simulator.internal.identity.SignInPage;
import org.drivechange.simulator.internal.identity.SigningKeys;
import org.drivechange.simulator.internal.identity.TokenEndpoint;
import org.drivechange.simulator.internal.identity.UserAccount;
import org.drivechange.simulator.internal.network.DurationSeconds;
import org.drivechange.simulator.internal.network.HttpListener;
import org.drivechange.simulator.internal.network.Json;

/**
 * A look-alike of the Microsoft identity platform's v2.0 endpoints, on the loopback interface: sign-in by device code,
 * refresh tokens that rotate, and the page where a person answers. Every application and tenant is known to it.
 *
 * <p>All methods may be called from any thread. What is set holds for what is given out from then on.
 */
public final class IdentityPlatform implements AutoCloseable {

    private final DeviceCodes codes = new DeviceCodes();

    private final AccessTokens accessTokens = new AccessTokens();

    private final RefreshTokens refreshTokens = new RefreshTokens();

    private final SigningKeys keys = new SigningKeys();

    private final ScriptedErrors troubles = new ScriptedErrors();

    private final HttpListener http;

    private final DiscoveryDocuments addresses;

    private final TokenEndpoint tokens;

    private final IdentityEndpoint endpoint;

    private IdentityPlatform(SSLContext tls) {
        http = new HttpListener(0, Optional.of(tls));
        addresses = new DiscoveryDocuments(http.url(""));
        tokens = new TokenEndpoint(troubles, codes, accessTokens, refreshTokens, keys, addresses);
        endpoint = new IdentityEndpoint(Map.of(
                "/{tenant}/oauth2/v2.0/devicecode",
                new DeviceCodeEndpoint(codes, addresses)::answer,
                "/{tenant}/oauth2/v2.0/token",
                tokens::answer,
                "/{tenant}/discovery/v2.0/keys",
                call -> GraphReply.json(Json.text(keys.published())),
                "/{tenant}/discovery/instance",
                addresses::instance,
                "/{tenant}" + DiscoveryDocuments.DOCUMENT,
                addresses::openIdConfiguration,
                "/{tenant}/v2.0" + DiscoveryDocuments.DOCUMENT,
                addresses::openIdConfiguration,
                DiscoveryDocuments.DEVICE,
                new SignInPage(codes)::answer));
        http.serve("/", endpoint);
    }

    /**
     * Starts on a free port.
     *
     * @param tls holds the server's key, such as {@link TestAuthority#server}
     * @return the running platform, never null
     */
    public static IdentityPlatform start(SSLContext tls) {
        IdentityPlatform platform = new IdentityPlatform(tls);
        platform.http.start();
        return platform;
    }

    /**
     * What stands in for {@code https://login.microsoftonline.com/common}; any other tenant is served too. As msal4j
     * forgets the port when it refreshes, its {@code SilentParameters} have to name the {@code authorityUrl}.
     *
     * @return {@code https://localhost:PORT/common}
     */
    public String authority() {
        return addresses.authority();
    }

    /**
     * Where a person answers a sign-in, in a browser.
     *
     * @return {@code https://localhost:PORT/device}
     */
    public String signInPage() {
        return addresses.signInPage();
    }

    /**
     * How long access tokens are good. A refresh token does not expire.
     *
     * @param lifetime an hour unless told; the answer tells it in whole seconds, rounded down
     * @return this
     * @throws IllegalArgumentException when it is zero or negative
     */
    public IdentityPlatform tokenLifetime(Duration lifetime) {
        accessTokens.lifetime(positive("an access token", lifetime));
        return this;
    }

    /**
     * How often a client may ask whether a person has answered; one that asks earlier is told to slow down.
     *
     * @param seconds a second unless told; zero for any pace
     * @return this
     * @throws IllegalArgumentException when it is negative, or not in whole seconds
     */
    public IdentityPlatform pollInterval(Duration seconds) {
        if (seconds.isNegative() || !seconds.equals(seconds.truncatedTo(ChronoUnit.SECONDS))) {
            throw new IllegalArgumentException(
                    "A poll interval is in whole seconds, zero or more, not " + seconds + ".");
        }
        codes.interval(seconds);
        return this;
    }

    /**
     * How long a person may take to answer.
     *
     * @param lifetime a quarter of an hour unless told; the answer tells it in whole seconds, rounded up
     * @return this
     * @throws IllegalArgumentException when it is zero or negative
     */
    public IdentityPlatform deviceCodeLifetime(Duration lifetime) {
        codes.lifetime(positive("a device code", lifetime));
        return this;
    }

    /**
     * From now on each token request must hold this secret, as that of an application that is no public client.
     *
     * @param secret the only good one
     * @return this
     */
    public IdentityPlatform clientSecret(String secret) {
        tokens.clientSecret(secret);
        return this;
    }

    /**
     * What a person has to type.
     *
     * @return the user code of the newest sign-in that waits for an answer; empty when none does
     */
    public Optional<String> userCode() {
        return codes.newest();
    }

    /**
     * A person signs in; always the same one.
     *
     * @param userCode what the application showed
     * @throws IllegalArgumentException when no sign-in waits for this code
     */
    public void approve(String userCode) {
        codes.waiting(userCode).approve(UserAccount.USUAL);
    }

    /**
     * A certain person signs in.
     *
     * @param userCode what the application showed
     * @param username the person's name, {@code ada@drivechange.example} for example; one name is one account
     * @throws IllegalArgumentException when no sign-in waits for this code, or the name is blank
     */
    public void approve(String userCode, String username) {
        UserAccount person = new UserAccount(username);
        codes.waiting(userCode).approve(person);
    }

    /**
     * A person refuses to sign in.
     *
     * @param userCode what the application showed
     * @throws IllegalArgumentException when no sign-in waits for this code
     */
    public void decline(String userCode) {
        codes.waiting(userCode).decline();
    }

    /**
     * The next polls for a device code are told to slow down, answered or not.
     *
     * @param polls how many; it replaces what is left of an earlier call
     */
    public void slowDown(int polls) {
        codes.slowDown(polls);
    }

    /** From now on no refresh token that was issued so far is good; access tokens stay good until they expire. */
    public void revoke() {
        refreshTokens.revoke();
    }

    /**
     * The next token requests are answered 429.
     *
     * @param requests how many, after those of earlier calls
     * @param retryAfter the {@code Retry-After} header, in whole seconds rounded up; null for none
     */
    public void throttle(int requests, Duration retryAfter) {
        Map<String, String> headers =
                retryAfter == null ? Map.of() : Map.of("Retry-After", Long.toString(DurationSeconds.up(retryAfter)));
        troubles.add(requests, IdentityError.UNAVAILABLE.as(429, headers));
    }

    /**
     * The next token requests fail.
     *
     * @param requests how many, after those of earlier calls
     * @param status the HTTP status that they are answered
     * @throws IllegalArgumentException when it is not 400 to 599
     */
    public void fail(int requests, int status) {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("A failure's HTTP status is 400 to 599, not " + status + ".");
        }
        troubles.add(requests, IdentityError.UNAVAILABLE.as(status, Map.of()));
    }

    /**
     * The next token requests are refused as OAuth has it.
     *
     * @param requests how many, after those of earlier calls
     * @param status the HTTP status that they are answered
     * @param error OAuth's name of the error, {@code invalid_grant} for example
     * @param number Microsoft's number of it, without {@code AADSTS}
     */
    public void refuse(int requests, int status, String error, int number) {
        troubles.add(requests, new IdentityErrorException(error, number, "The request is refused.", status, Map.of()));
    }

    /** Another key signs id tokens from now on; the old ones stay published beside it. */
    public void rollKeys() {
        keys.roll();
    }

    /**
     * Whether Graph would take this access token.
     *
     * @param accessToken any text
     * @return true when it was issued here and has not expired
     */
    public boolean accepts(String accessToken) {
        return accessTokens.accepts(accessToken);
    }

    /**
     * How many refresh tokens were redeemed.
     *
     * @return the number since the start
     */
    public int refreshes() {
        return refreshTokens.refreshes();
    }

    /**
     * What was asked, also at the page.
     *
     * @return a copy, oldest first, never null
     */
    public List<IdentityRequest> requests() {
        return endpoint.requests();
    }

    /**
     * The claims that requests demanded of a token.
     *
     * @return as JSON, one for each request that had any, oldest first, never null
     */
    public List<String> claims() {
        return endpoint.claims();
    }

    /** Ends all connections and the listener; a second call does nothing. */
    @Override
    public void close() {
        http.stop();
    }

    private static Duration positive(String what, Duration life) {
        if (life.isNegative() || life.isZero()) {
            throw new IllegalArgumentException("The life of " + what + " is longer than nothing, not " + life + ".");
        }
        return life;
    }
}
