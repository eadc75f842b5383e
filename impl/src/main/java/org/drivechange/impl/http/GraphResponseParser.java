// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.http;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Consumer;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.diagnostics.ErrorMessages;
import org.drivechange.impl.diagnostics.ProtocolException;
import org.drivechange.impl.diagnostics.Redactor;
import org.drivechange.impl.graph.AccessToken;
import org.drivechange.impl.graph.GraphDateTime;
import org.drivechange.impl.graph.GraphFailure;
import org.drivechange.impl.graph.Subscription;
import org.drivechange.impl.graph.SubscriptionResult;
import org.drivechange.impl.json.GraphErrorJson;
import org.drivechange.impl.json.SubscriptionJson;

/** Parses Graph's responses. */
final class GraphResponseParser {

    /** Lifetime assumed if Graph does not send an expiration. */
    private static final Duration DEFAULT_LIFETIME = Duration.ofHours(1);

    /** An expiration farther from the response's date than this is a placeholder such as {@code 0001-01-01}. */
    private static final Duration PAST = Duration.ofDays(1);

    private static final Duration FUTURE = Duration.ofDays(366);

    private final InstantSource clock;
    private final Consumer<String> warnings;

    /**
     * Creates a parser.
     *
     * @param warnings receives one line for each usable response with an invalid value
     */
    GraphResponseParser(InstantSource clock, Consumer<String> warnings) {
        this.clock = clock;
        this.warnings = warnings;
    }

    SubscriptionResult answer(int status, HttpHeaders headers, byte[] body, AccessToken token) {
        if (status == 200) {
            return subscription(headers, body, token);
        }
        Optional<GraphErrorJson> error = GraphErrorJson.read(body);
        Redactor redactor = Redactor.of(token.value());
        String text = error.map(json -> ", " + redactor.redact(json.code()) + ": " + redactor.redact(json.message()))
                .orElse(", without a Graph error");
        Optional<String> claims = status == 401 ? ClaimsChallenge.in(headers) : Optional.empty();
        String challenge = claims.isPresent() ? ", insufficient_claims" : "";
        return new GraphFailure(
                errorCode(status, error),
                "HTTP " + status + text + challenge + coding(headers, token),
                retryAfter(status, headers),
                claims);
    }

    private SubscriptionResult subscription(HttpHeaders headers, byte[] body, AccessToken token) {
        SubscriptionJson read;
        try {
            read = SubscriptionJson.read(body);
        } catch (ProtocolException e) {
            String type = headers.firstValue("Content-Type").orElse("no content type");
            return new GraphFailure(
                    ErrorCode.GRAPH_RESPONSE_UNREADABLE,
                    e.getMessage() + " (" + Redactor.of(token.value()).redact(type) + ")" + coding(headers, token));
        }
        Instant now = date(headers);
        Duration lifetime = read.expiration().map(end -> lifetime(end, now)).orElse(DEFAULT_LIFETIME);
        return lifetime.isNegative() || lifetime.isZero()
                ? new GraphFailure(
                        ErrorCode.SUBSCRIPTION_ALREADY_EXPIRED,
                        "it ended " + lifetime.negated().toSeconds() + " s ago")
                : new Subscription(read.id(), read.notificationUrl(), lifetime);
    }

    private Duration lifetime(String end, Instant now) {
        Optional<Duration> lifetime = GraphDateTime.parse(end)
                .map(moment -> Duration.between(now, moment))
                .filter(duration -> duration.compareTo(PAST.negated()) >= 0 && duration.compareTo(FUTURE) <= 0);
        if (lifetime.isEmpty()) {
            ErrorCode code = ErrorCode.EXPIRATION_INVALID;
            warnings.accept(code.message(code.text() + ": expected a date and time near " + now
                    + " but found \"" + ErrorMessages.describe(end) + "\"; assuming a lifetime of "
                    + DEFAULT_LIFETIME
                    + "."));
        }
        return lifetime.orElse(DEFAULT_LIFETIME);
    }

    /** Describes an unrequested content coding, which is not decoded. */
    private static String coding(HttpHeaders headers, AccessToken token) {
        return headers.firstValue("Content-Encoding")
                .filter(coding -> !coding.isBlank() && !coding.strip().equalsIgnoreCase("identity"))
                .map(coding -> ", with Content-Encoding "
                        + Redactor.of(token.value()).redact(coding) + ", which was not requested")
                .orElse("");
    }

    /** Returns the response's date. It is from the same clock as the expiration, so the local clock need not be accurate. */
    private Instant date(HttpHeaders headers) {
        return headers.firstValue("Date").flatMap(GraphResponseParser::httpDate).orElseGet(clock::instant);
    }

    private static ErrorCode errorCode(int status, Optional<GraphErrorJson> error) {
        boolean notSupported =
                error.map(GraphErrorJson::code).filter("notSupported"::equals).isPresent();
        return switch (status) {
            case 400 -> notSupported ? ErrorCode.GRAPH_NOT_SUPPORTED : ErrorCode.GRAPH_BAD_REQUEST;
            case 401 -> ErrorCode.GRAPH_UNAUTHORIZED;
            case 403 -> ErrorCode.GRAPH_FORBIDDEN;
            case 404 -> ErrorCode.GRAPH_NOT_FOUND;
            case 429 -> ErrorCode.GRAPH_THROTTLED;
            default ->
                status / 100 == 5
                        ? ErrorCode.GRAPH_SERVER_ERROR
                        : status / 100 == 3 ? ErrorCode.GRAPH_REDIRECTED : ErrorCode.GRAPH_STATUS_UNEXPECTED;
        };
    }

    /** RFC 9110, section 10.2.3: seconds or a date. */
    private Optional<Duration> retryAfter(int status, HttpHeaders headers) {
        if (status != 429 && status / 100 != 5) {
            return Optional.empty();
        }
        return headers.firstValue("Retry-After")
                .map(String::strip)
                .flatMap(value -> value.matches("\\d+")
                        ? Optional.of(seconds(value))
                        : httpDate(value).map(until -> Duration.between(date(headers), until)));
    }

    /** Parses seconds, capped at nine digits. */
    private static Duration seconds(String digits) {
        return Duration.ofSeconds(digits.length() > 9 ? 999_999_999 : Long.parseLong(digits));
    }

    private static Optional<Instant> httpDate(String text) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
        } catch (DateTimeException ignored) {
            return Optional.empty();
        }
    }
}
