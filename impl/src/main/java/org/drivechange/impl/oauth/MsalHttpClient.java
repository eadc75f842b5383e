// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.oauth;

import com.microsoft.aad.msal4j.HttpRequest;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.IHttpResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.drivechange.impl.http.TextHttpClient;

/**
 * Sends msal4j's requests through DriveChange's HTTP client, with its proxy support and on an interruptible thread.
 * Adds the client secret to token requests. msal4j's confidential client cannot sign in by device code, although the
 * platform accepts both together (RFC 6749, section 2.3.1).
 */
final class MsalHttpClient implements IHttpClient {

    private final TextHttpClient http;
    private final OAuthSettings settings;
    private final Optional<String> claims;

    /**
     * Creates a client.
     *
     * @param claims the claims required of a requested token, as JSON
     */
    MsalHttpClient(TextHttpClient http, OAuthSettings settings, Optional<String> claims) {
        this.http = http;
        this.settings = settings;
        this.claims = claims;
    }

    /** Thrown when there is no response of an identity platform. The message is human-readable. */
    static final class InvalidResponseException extends IOException {
        private static final long serialVersionUID = 1;

        private final Duration retryAfter;

        InvalidResponseException(String message, Optional<Duration> retryAfter) {
            super(message);
            this.retryAfter = retryAfter.orElse(null);
        }

        Optional<Duration> retryAfter() {
            return Optional.ofNullable(retryAfter);
        }
    }

    private record MsalHttpResponse(int statusCode, Map<String, List<String>> headers, String body)
            implements IHttpResponse {
        @Override
        public String toString() {
            return "MsalHttpResponse[" + statusCode + "]";
        }
    }

    @Override
    public IHttpResponse send(HttpRequest request) throws Exception {
        checkHost(request);
        try {
            TextHttpClient.Response response =
                    http.send(request.httpMethod().name(), request.url().toURI(), request.headers(), body(request));
            if (isGrant(request)) {
                TokenResponseValidator.check(request.url().getAuthority(), response);
            }
            if (isRefresh(request)) {
                throwIfErrorResponse(response);
            }
            return new MsalHttpResponse(response.status(), response.headers(), response.body());
        } catch (InvalidResponseException e) {
            throw e;
        } catch (TextHttpClient.RequestFailedException failure) {
            throw new InvalidResponseException(
                    request.url().getAuthority() + ": " + failure.getMessage(), Optional.empty());
        }
    }

    /** Rejects other hosts: msal4j replaces some hosts by aliases, which would receive secrets. */
    private void checkHost(HttpRequest request) throws InvalidResponseException {
        String expected = settings.authority().getAuthority();
        if (!expected.equalsIgnoreCase(request.url().getAuthority())) {
            throw new InvalidResponseException(
                    "msal4j would send the request to " + request.url().getAuthority()
                            + "; expected the authority's host, " + expected,
                    Optional.empty());
        }
    }

    /** Throws an error response. Otherwise msal4j would cache it for two minutes, even if the platform has recovered. */
    private static void throwIfErrorResponse(TextHttpClient.Response response) throws TokenErrorResponse {
        Optional<TokenErrorResponse> error = TokenErrorResponse.in(response);
        if (error.isPresent()) {
            throw error.get();
        }
    }

    private static boolean isRefresh(HttpRequest request) {
        return request.body() != null && request.body().contains("grant_type=refresh_token");
    }

    private static boolean isGrant(HttpRequest request) {
        return request.body() != null && request.body().contains("grant_type=");
    }

    /**
     * Adds the secret and the claims: msal4j has no secret for a public client, and omits the claims when it redeems a
     * refresh token.
     */
    private String body(HttpRequest request) {
        return isGrant(request)
                ? request.body() + parameter("client_secret", settings.clientSecret()) + parameter("claims", claims)
                : request.body();
    }

    private static String parameter(String name, Optional<String> value) {
        return value.map(text -> "&" + name + "=" + URLEncoder.encode(text, StandardCharsets.UTF_8))
                .orElse("");
    }
}
