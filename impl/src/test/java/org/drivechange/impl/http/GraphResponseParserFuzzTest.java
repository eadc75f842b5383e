// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.drivechange.impl.graph.AccessToken;
import org.drivechange.impl.graph.GraphFailure;
import org.drivechange.impl.graph.Subscription;
import org.drivechange.impl.graph.SubscriptionResult;

/** Any bytes as Graph's answer: the status in a line, headers in lines, an empty line, the body. */
class GraphResponseParserFuzzTest {

    private static final AccessToken TOKEN = new AccessToken("s3cr3t");

    private final GraphResponseParser reader =
            new GraphResponseParser(() -> Instant.parse("2026-01-01T00:00:00Z"), line -> {});

    @FuzzTest
    void parser_returns_an_endpoint_or_a_failure_without_secrets(byte[] input) {
        // one byte is one character, so that the body gets its own bytes back
        String[] parts = new String(input, StandardCharsets.ISO_8859_1).split("\n\n", 2);
        String[] head = parts[0].split("\n", -1);
        byte[] body = parts[parts.length - 1].getBytes(StandardCharsets.ISO_8859_1);
        SubscriptionResult answer = reader.answer(status(head[0]), headers(head), body, TOKEN);
        if (answer instanceof Subscription one) {
            assertThat(one.lifetime()).isPositive();
            assertThat(one.notificationUrl()).isNotEmpty();
            assertThat(one).hasToString(new Subscription(one.id(), "https://other", one.lifetime()).toString());
        } else {
            GraphFailure failure = (GraphFailure) answer;
            assertThat(failure.detail())
                    .hasSizeLessThan(700)
                    .doesNotContain("s3cr3t")
                    .doesNotContainPattern("\\p{Cntrl}");
        }
    }

    private static int status(String line) {
        return line.matches("[0-9]{3}") ? Integer.parseInt(line) : 200;
    }

    private static HttpHeaders headers(String[] head) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line : head) {
            String[] pair = line.split(": ", 2);
            if (pair.length == 2 && pair[0].matches("[A-Za-z-]+")) {
                headers.put(pair[0], List.of(pair[1]));
            }
        }
        return HttpHeaders.of(headers, (name, value) -> true);
    }
}
