// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.drivechange.impl.graph.GraphFailure;

/** HTTP client with text bodies, for libraries without their own. */
public final class TextHttpClient {

    /** Timeout for callers that are not interrupted. */
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final ProxyAwareHttpClient http;

    public TextHttpClient(ProxyAwareHttpClient http) {
        this.http = http;
    }

    /** HTTP response. Its body may contain secrets. */
    public record Response(int status, Map<String, List<String>> headers, String body) {
        @Override
        public String toString() {
            return "Response[" + status + "]";
        }
    }

    /** Thrown when the server did not respond. The message is human-readable and contains the reason. */
    public static final class RequestFailedException extends IOException {
        private static final long serialVersionUID = 1;

        private RequestFailedException(String message) {
            super(message);
        }
    }

    /**
     * Sends a request and waits for its response.
     *
     * @param body the request body, null for none
     * @throws RequestFailedException also when the proxy requires a password
     */
    public Response send(String method, URI uri, Map<String, String> headers, String body)
            throws RequestFailedException, InterruptedException {
        Optional<HttpProxy> proxy = HttpProxy.before(uri);
        HttpRequest.BodyPublisher content =
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        HttpRequest.Builder request =
                HttpRequest.newBuilder().method(method, content).timeout(TIMEOUT);
        headers.forEach(request::header);
        HttpResponse<byte[]> response;
        try {
            response = http.exchange(uri, request, proxy, ProxyAwareHttpClient::shortBody, received -> received);
        } catch (IOException failure) {
            throw new RequestFailedException(RequestFailure.describe(failure, uri, proxy));
        }
        if (proxy.isPresent() && response.statusCode() == HttpProxy.AUTHENTICATION_REQUIRED) {
            GraphFailure refusal = proxy.get().refusal(uri, response.headers());
            throw new RequestFailedException(refusal.code().text() + ": " + refusal.detail());
        }
        return new Response(
                response.statusCode(), response.headers().map(), new String(response.body(), StandardCharsets.UTF_8));
    }
}
