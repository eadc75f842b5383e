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
 * Increases the polling interval by five seconds for each {@code slow_down} response (RFC 8628, section 3.5). msal4j
 * would treat that as a failure, so it receives {@code authorization_pending} instead.
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
