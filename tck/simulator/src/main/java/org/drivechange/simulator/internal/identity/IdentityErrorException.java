// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.identity;

import java.io.Serial;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.drivechange.simulator.ScriptedResponse;
import org.drivechange.simulator.internal.network.Json;

/** Thrown to send an error response of the identity platform. It has no stack trace: it is an expected response. */
public final class IdentityErrorException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    private final String error;

    private final int number;

    private final int status;

    private final transient Map<String, String> headers;

    IdentityErrorException(IdentityError error, String description, int status, Map<String, String> headers) {
        this(error.error(), error.number(), description, status, headers);
    }

    public IdentityErrorException(
            String error, int number, String description, int status, Map<String, String> headers) {
        super(description, null, false, false);
        this.error = error;
        this.number = number;
        this.status = status;
        this.headers = headers;
    }

    ScriptedResponse toResponse(String correlationId) {
        ScriptedResponse response = ScriptedResponse.json(status, Json.text(body(correlationId)));
        for (Map.Entry<String, String> header : headers.entrySet()) {
            response = response.with(header.getKey(), header.getValue());
        }
        return response;
    }

    private Map<String, Object> body(String correlationId) {
        String traceId = UUID.randomUUID().toString();
        String timestamp = SECONDS.format(Instant.now());
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("error", error);
        body.put(
                "error_description",
                "AADSTS%d: %s Trace ID: %s Correlation ID: %s Timestamp: %s"
                        .formatted(number, getMessage(), traceId, correlationId, timestamp));
        body.put("error_codes", List.of(number));
        body.put("timestamp", timestamp);
        body.put("trace_id", traceId);
        body.put("correlation_id", correlationId);
        body.put("error_uri", "https://login.microsoftonline.com/error?code=" + number);
        return body;
    }
}
