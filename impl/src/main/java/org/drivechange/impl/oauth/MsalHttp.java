// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.oauth;

import com.microsoft.aad.msal4j.HttpRequest;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.IHttpResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.drivechange.impl.http.PlainHttp;
import org.drivechange.impl.session.Causes;

/**
 * msal4j's requests through our HTTP: the same proxy, and a thread that can be interrupted. Tells the application's secret where a
 * token is asked for: msal4j's client for applications with a secret cannot sign in by device code, though the platform takes
 * both together (RFC 6749, section 2.3.1).
 */
final class MsalHttp implements IHttpClient {

    private final PlainHttp http;
    private final Optional<String> clientSecret;

    MsalHttp(PlainHttp http, Optional<String> clientSecret) {
        this.http = http;
        this.clientSecret = clientSecret;
    }

    /** Nothing came back. The message is for people. */
    static final class Unreachable extends IOException {
        private static final long serialVersionUID = 1;

        private Unreachable(String message) {
            super(message);
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
        try {
            PlainHttp.Answer answer =
                    http.send(request.httpMethod().name(), request.url().toURI(), request.headers(), body(request));
            return new Answered(answer.status(), answer.headers(), answer.body());
        } catch (IOException failure) {
            throw new Unreachable(request.url().getAuthority() + ": " + Causes.describe(failure));
        }
    }

    private String body(HttpRequest request) {
        boolean grant = request.body() != null && request.body().contains("grant_type=");
        return clientSecret
                .filter(secret -> grant)
                .map(secret -> request.body() + "&client_secret=" + URLEncoder.encode(secret, StandardCharsets.UTF_8))
                .orElse(request.body());
    }
}
