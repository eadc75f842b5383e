// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.http;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.stream.Stream;
import org.drivechange.impl.diagnostics.Redactor;

/**
 * Headers of Graph's responses.
 *
 * @see <a href="https://learn.microsoft.com/sharepoint/dev/general-development/how-to-avoid-getting-throttled-or-blocked-in-sharepoint-online">Throttling</a>
 */
record GraphHeaders(HttpHeaders headers, InstantSource clock) {

    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    /** Returns the response's date. It is from the same clock as its other times, so the local clock need not be accurate. */
    Instant date() {
        return headers.firstValue("Date").flatMap(GraphHeaders::httpDate).orElseGet(clock::instant);
    }

    /** Returns the delay that a failed request has to keep: the longest of those in the headers. */
    Optional<Duration> wait(int status) {
        if (status != 429 && status / 100 != 5) {
            return Optional.empty();
        }
        boolean throttled = status == 429 || status == 503 || status == 509;
        return Stream.concat(retryAfter().stream(), throttled ? rateLimitReset().stream() : Stream.empty())
                .max(Duration::compareTo);
    }

    /** Returns the time for which the account should send no request after a successful one. */
    Optional<Duration> pause() {
        boolean exhausted =
                seconds("RateLimit-Remaining").filter(Duration::isZero).isPresent();
        return exhausted
                ? rateLimitReset().map(reset -> reset.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : reset)
                : Optional.empty();
    }

    /** RFC 9110, section 10.2.3: seconds or a date. */
    private Optional<Duration> retryAfter() {
        Optional<Duration> seconds = seconds("Retry-After");
        return seconds.isPresent()
                ? seconds
                : headers.firstValue("Retry-After")
                        .map(String::strip)
                        .flatMap(GraphHeaders::httpDate)
                        .map(until -> Duration.between(date(), until));
    }

    private Optional<Duration> rateLimitReset() {
        return seconds("RateLimit-Reset");
    }

    /** Parses a number of seconds, capped at nine digits. */
    private Optional<Duration> seconds(String name) {
        return headers.firstValue(name)
                .map(String::strip)
                .filter(value -> value.matches("\\d+"))
                .map(digits -> Duration.ofSeconds(digits.length() > 9 ? 999_999_999 : Long.parseLong(digits)));
    }

    /** Describes the content type, for bodies that cannot be parsed. */
    String contentType(Redactor redactor) {
        return " (" + redactor.redact(headers.firstValue("Content-Type").orElse("no content type")) + ")";
    }

    /** Describes an unrequested content coding, which is not decoded. */
    String coding(Redactor redactor) {
        return headers.firstValue("Content-Encoding")
                .filter(coding -> !coding.isBlank() && !coding.strip().equalsIgnoreCase("identity"))
                .map(coding -> ", with Content-Encoding " + redactor.redact(coding) + ", which was not requested")
                .orElse("");
    }

    private static Optional<Instant> httpDate(String text) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
        } catch (DateTimeException ignored) {
            return Optional.empty();
        }
    }
}
