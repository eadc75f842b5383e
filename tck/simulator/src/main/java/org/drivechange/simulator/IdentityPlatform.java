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
 * Simulator of the Microsoft identity platform's v2.0 endpoints on the loopback interface: device code sign-in,
 * rotating refresh tokens and the sign-in page. It accepts every application and tenant.
 *
 * <p>All methods are thread-safe. Settings apply to codes and tokens issued afterwards.
 */
public final class IdentityPlatform implements AutoCloseable {

    private final DeviceCodes codes = new DeviceCodes();

    private final AccessTokens accessTokens = new AccessTokens();

    private final RefreshTokens refreshTokens = new RefreshTokens();

    private final SigningKeys keys = new SigningKeys();

    private final ScriptedErrors scriptedErrors = new ScriptedErrors();

    private final HttpListener http;

    private final DiscoveryDocuments discoveryDocuments;

    private final TokenEndpoint tokens;

    private final IdentityEndpoint endpoint;

    private IdentityPlatform(SSLContext tls) {
        http = new HttpListener(0, Optional.of(tls));
        discoveryDocuments = new DiscoveryDocuments(http.url(""));
        tokens = new TokenEndpoint(scriptedErrors, codes, accessTokens, refreshTokens, keys, discoveryDocuments);
        endpoint = new IdentityEndpoint(Map.of(
                "/{tenant}/oauth2/v2.0/devicecode",
                new DeviceCodeEndpoint(codes, discoveryDocuments)::answer,
                "/{tenant}/oauth2/v2.0/token",
                tokens::answer,
                "/{tenant}/discovery/v2.0/keys",
                call -> ScriptedResponse.json(Json.text(keys.publicKey())),
                "/{tenant}/discovery/instance",
                discoveryDocuments::instance,
                "/{tenant}" + DiscoveryDocuments.DOCUMENT,
                discoveryDocuments::openIdConfiguration,
                "/{tenant}/v2.0" + DiscoveryDocuments.DOCUMENT,
                discoveryDocuments::openIdConfiguration,
                DiscoveryDocuments.DEVICE,
                new SignInPage(codes)::answer));
        http.serve("/", endpoint);
    }

    /**
     * Starts a platform on a free port.
     *
     * @param tls the context with the server's key, such as {@link TestAuthority#server}
     * @return the running platform, never null
     */
    public static IdentityPlatform start(SSLContext tls) {
        IdentityPlatform platform = new IdentityPlatform(tls);
        platform.http.start();
        return platform;
    }

    /**
     * Returns the replacement for {@code https://login.microsoftonline.com/common}; any other tenant is served too.
     * msal4j loses the port on refresh, hence its {@code SilentParameters} must name the {@code authorityUrl}.
     *
     * @return {@code https://localhost:PORT/common}
     */
    public String authority() {
        return discoveryDocuments.authority();
    }

    /**
     * Returns the URL of the sign-in page for a browser.
     *
     * @return {@code https://localhost:PORT/device}
     */
    public String signInPage() {
        return discoveryDocuments.signInPage();
    }

    /**
     * Sets the lifetime of access tokens. Refresh tokens do not expire.
     *
     * @param lifetime the lifetime, an hour by default; the response rounds it down to whole seconds
     * @return this
     * @throws IllegalArgumentException when the lifetime is zero or negative
     */
    public IdentityPlatform tokenLifetime(Duration lifetime) {
        accessTokens.lifetime(positive("an access token", lifetime));
        return this;
    }

    /**
     * Sets the poll interval of device codes; an earlier poll is answered {@code slow_down}.
     *
     * @param seconds the interval, one second by default; zero for no limit
     * @return this
     * @throws IllegalArgumentException when the interval is negative or not in whole seconds
     */
    public IdentityPlatform pollInterval(Duration seconds) {
        if (seconds.isNegative() || !seconds.equals(seconds.truncatedTo(ChronoUnit.SECONDS))) {
            throw new IllegalArgumentException(
                    "Expected a poll interval in whole seconds, zero or more, but found " + seconds + ".");
        }
        codes.interval(seconds);
        return this;
    }

    /**
     * Sets the lifetime of device codes.
     *
     * @param lifetime the lifetime, 15 minutes by default; the response rounds it up to whole seconds
     * @return this
     * @throws IllegalArgumentException when the lifetime is zero or negative
     */
    public IdentityPlatform deviceCodeLifetime(Duration lifetime) {
        codes.lifetime(positive("a device code", lifetime));
        return this;
    }

    /**
     * Requires this client secret in each token request from now on, as for a confidential client.
     *
     * @param secret the accepted secret
     * @return this
     */
    public IdentityPlatform clientSecret(String secret) {
        tokens.clientSecret(secret);
        return this;
    }

    /**
     * Returns the user code to enter.
     *
     * @return the user code of the newest pending sign-in; empty when none is pending
     */
    public Optional<String> userCode() {
        return codes.newest();
    }

    /**
     * Approves a sign-in with the default account.
     *
     * @param userCode the code displayed by the application
     * @throws IllegalArgumentException when no sign-in is pending for this code
     */
    public void approve(String userCode) {
        codes.findPending(userCode).approve(UserAccount.DEFAULT);
    }

    /**
     * Approves a sign-in with the given account.
     *
     * @param userCode the code displayed by the application
     * @param username the user name, {@code ada@drivechange.example} for example; each name is one account
     * @throws IllegalArgumentException when no sign-in is pending for this code, or the name is blank
     */
    public void approve(String userCode, String username) {
        UserAccount user = new UserAccount(username);
        codes.findPending(userCode).approve(user);
    }

    /**
     * Declines a sign-in.
     *
     * @param userCode the code displayed by the application
     * @throws IllegalArgumentException when no sign-in is pending for this code
     */
    public void decline(String userCode) {
        codes.findPending(userCode).decline();
    }

    /**
     * Answers the next polls for a device code with {@code slow_down}, even after the sign-in was approved or declined.
     *
     * @param polls the number of polls; replaces the rest of an earlier call
     */
    public void slowDown(int polls) {
        codes.slowDown(polls);
    }

    /** Revokes all refresh tokens issued so far; access tokens remain valid until they expire. */
    public void revoke() {
        refreshTokens.revoke();
    }

    /**
     * Answers the next token requests with 429.
     *
     * @param requests the number of requests, after those of earlier calls
     * @param retryAfter the {@code Retry-After} header, in whole seconds rounded up; null for none
     */
    public void throttle(int requests, Duration retryAfter) {
        Map<String, String> headers = retryAfter == null
                ? Map.of()
                : Map.of("Retry-After", Long.toString(DurationSeconds.roundedUp(retryAfter)));
        scriptedErrors.add(requests, IdentityError.UNAVAILABLE.as(429, headers));
    }

    /**
     * Answers the next token requests with an error status.
     *
     * @param requests the number of requests, after those of earlier calls
     * @param status the HTTP status of the responses
     * @throws IllegalArgumentException when the status is not 400 to 599
     */
    public void fail(int requests, int status) {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("Expected an HTTP status of 400 to 599 but found " + status + ".");
        }
        scriptedErrors.add(requests, IdentityError.UNAVAILABLE.as(status, Map.of()));
    }

    /**
     * Answers the next token requests with an OAuth error.
     *
     * @param requests the number of requests, after those of earlier calls
     * @param status the HTTP status of the responses
     * @param error the OAuth error, {@code invalid_grant} for example
     * @param number Microsoft's error number, without {@code AADSTS}
     */
    public void refuse(int requests, int status, String error, int number) {
        scriptedErrors.add(
                requests, new IdentityErrorException(error, number, "The request is refused.", status, Map.of()));
    }

    /** Rotates the key that signs id tokens; the old keys remain published. */
    public void rollKeys() {
        keys.roll();
    }

    /**
     * Whether this access token is valid.
     *
     * @param accessToken any text
     * @return true when it was issued here and has not expired
     */
    public boolean accepts(String accessToken) {
        return accessTokens.accepts(accessToken);
    }

    /**
     * Returns the number of refresh tokens redeemed.
     *
     * @return the number since the start
     */
    public int refreshes() {
        return refreshTokens.refreshes();
    }

    /**
     * Returns the requests received, including those of the sign-in page.
     *
     * @return a copy, oldest first, never null
     */
    public List<IdentityRequest> requests() {
        return endpoint.requests();
    }

    /**
     * Returns the {@code claims} parameters of the requests.
     *
     * @return the JSON texts, one for each request that had any, oldest first, never null
     */
    public List<String> claims() {
        return endpoint.claims();
    }

    /** Closes all connections and the listener; a second call has no effect. */
    @Override
    public void close() {
        http.stop();
    }

    private static Duration positive(String what, Duration lifetime) {
        if (lifetime.isNegative() || lifetime.isZero()) {
            throw new IllegalArgumentException(
                    "Expected a lifetime of " + what + " above zero but found " + lifetime + ".");
        }
        return lifetime;
    }
}
