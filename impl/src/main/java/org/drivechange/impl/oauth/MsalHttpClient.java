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
 * msal4j's requests through our HTTP: the same proxy, and a thread that can be interrupted. Tells the application's secret where a
 * token is asked for: msal4j's client for applications with a secret cannot sign in by device code, though the platform takes
 * both together (RFC 6749, section 2.3.1).
 */
final class MsalHttpClient implements IHttpClient {

    private final TextHttpClient http;
    private final OAuthSettings settings;
    private final Optional<String> claims;

    /**
     * Makes a client.
     *
     * @param claims what a token that is asked for must have, as JSON
     */
    MsalHttpClient(TextHttpClient http, OAuthSettings settings, Optional<String> claims) {
        this.http = http;
        this.settings = settings;
        this.claims = claims;
    }

    /** Nothing came back that an identity platform would say. The message is for people. */
    static final class NoAnswer extends IOException {
        private static final long serialVersionUID = 1;

        private final Duration retryAfter;

        NoAnswer(String message, Optional<Duration> retryAfter) {
            super(message);
            this.retryAfter = retryAfter.orElse(null);
        }

        Optional<Duration> retryAfter() {
            return Optional.ofNullable(retryAfter);
        }
    }

    private record Answered(int statusCode, Map<String, List<String>> headers, String body) implements IHttpResponse {
        @Override
        public String toString() {
            return "Answered[" + statusCode + "]";
        }
    }

    @Override
    public IHttpResponse send(HttpRequest request) throws Exception {
        checkHost(request);
        try {
            TextHttpClient.Answer answer =
                    http.send(request.httpMethod().name(), request.url().toURI(), request.headers(), body(request));
            if (isGrant(request)) {
                TokenResponseValidator.check(request.url().getAuthority(), answer);
            }
            if (isRefresh(request)) {
                throwRefusal(answer);
            }
            return new Answered(answer.status(), answer.headers(), answer.body());
        } catch (NoAnswer known) {
            throw known;
        } catch (TextHttpClient.NoAnswerException failure) {
            throw new NoAnswer(request.url().getAuthority() + ": " + failure.getMessage(), Optional.empty());
        }
    }

    /** msal4j knows other names of some hosts, and sends what is secret there. */
    private void checkHost(HttpRequest request) throws NoAnswer {
        String expected = settings.authority().getAuthority();
        if (!expected.equalsIgnoreCase(request.url().getAuthority())) {
            throw new NoAnswer(
                    "msal4j wants to ask " + request.url().getAuthority() + "; expected the authority's host, "
                            + expected,
                    Optional.empty());
        }
    }

    /** msal4j would answer from its memory for two minutes, whatever the platform says meanwhile. */
    private static void throwRefusal(TextHttpClient.Answer answer) throws TokenErrorResponse {
        Optional<TokenErrorResponse> refusal = TokenErrorResponse.in(answer);
        if (refusal.isPresent()) {
            throw refusal.get();
        }
    }

    private static boolean isRefresh(HttpRequest request) {
        return request.body() != null && request.body().contains("grant_type=refresh_token");
    }

    private static boolean isGrant(HttpRequest request) {
        return request.body() != null && request.body().contains("grant_type=");
    }

    /** msal4j knows no secret of a public client, and leaves the claims out when it redeems a refresh token. */
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
