// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.http;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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
import org.drivechange.impl.json.SubscriptionJson;

/** Parses Graph's responses to requests for socket.io endpoints. */
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
        GraphHeaders parsed = new GraphHeaders(headers, clock);
        Redactor redactor = Redactor.of(token.value());
        return status == 200
                ? subscription(parsed, body, redactor)
                : GraphErrorParser.parse(status, parsed, body, redactor);
    }

    private SubscriptionResult subscription(GraphHeaders headers, byte[] body, Redactor redactor) {
        SubscriptionJson read;
        try {
            read = SubscriptionJson.read(body);
        } catch (ProtocolException e) {
            return new GraphFailure(
                    ErrorCode.GRAPH_RESPONSE_UNREADABLE,
                    e.getMessage() + headers.contentType(redactor) + headers.coding(redactor));
        }
        Instant now = headers.date();
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
}
