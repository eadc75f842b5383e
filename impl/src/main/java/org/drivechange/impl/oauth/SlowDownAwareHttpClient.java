// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.oauth;

import com.microsoft.aad.msal4j.HttpRequest;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.IHttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Polls five seconds slower each time the identity platform says {@code slow_down} (RFC 8628, section 3.5), which msal4j takes
 * for the end: it is told that the authorization is pending, as it is.
 */
final class SlowDownAwareHttpClient implements IHttpClient {

    private static final Pattern SLOW_DOWN = Pattern.compile("\"error\"\\s*:\\s*\"slow_down\"");
    private static final int BAD_REQUEST = 400;
    private static final int SLOWER_BY_SECONDS = 5;

    private final IHttpClient http;
    private long extraSeconds;

    SlowDownAwareHttpClient(IHttpClient http) {
        this.http = http;
    }

    private record Pending(int statusCode, Map<String, List<String>> headers, String body) implements IHttpResponse {
        @Override
        public String toString() {
            return "Pending";
        }
    }

    @Override
    public IHttpResponse send(HttpRequest request) throws Exception {
        TimeUnit.SECONDS.sleep(extraSeconds);
        IHttpResponse response = http.send(request);
        if (response.statusCode() != BAD_REQUEST
                || !SLOW_DOWN.matcher(response.body()).find()) {
            return response;
        }
        extraSeconds += SLOWER_BY_SECONDS;
        return new Pending(
                BAD_REQUEST,
                response.headers(),
                "{\"error\":\"authorization_pending\",\"error_description\":\"slow_down\"}");
    }
}
