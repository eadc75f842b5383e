// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.drivechange.simulator.IdentityPlatform;
import org.drivechange.simulator.TestAuthority;

/** Plain HTTP client of the identity platform, without OAuth logic. */
public final class IdentityHttpClient {

    private static final String OAUTH = "/oauth2/v2.0";

    private final String authority;

    private final HttpClient client;

    public IdentityHttpClient(IdentityPlatform platform, TestAuthority trusted) {
        this(platform.authority(), trusted.client());
    }

    public IdentityHttpClient(String authority, SSLContext trusted) {
        this.authority = authority;
        client = HttpClient.newBuilder().sslContext(trusted).build();
    }

    public HttpResponse<String> deviceCode(String scope) {
        return post(authority + OAUTH + "/devicecode", Map.of("client_id", "an-application", "scope", scope));
    }

    public HttpResponse<String> token(Map<String, String> form) {
        return post(authority + OAUTH + "/token", form);
    }

    public HttpResponse<String> poll(String deviceCode) {
        return token(Map.of(
                "client_id",
                "an-application",
                "grant_type",
                "urn:ietf:params:oauth:grant-type:device_code",
                "device_code",
                deviceCode));
    }

    public HttpResponse<String> refresh(String refreshToken) {
        return token(
                Map.of("client_id", "an-application", "grant_type", "refresh_token", "refresh_token", refreshToken));
    }

    public JsonNode keys() {
        return SimulatorHttpClient.json(get(authority + "/discovery/v2.0/keys"));
    }

    public HttpResponse<String> get(String url) {
        return send(HttpRequest.newBuilder(URI.create(url)));
    }

    public HttpResponse<String> post(String url, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("client-request-id", "11111111-2222-3333-4444-555555555555")
                .POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }
}
