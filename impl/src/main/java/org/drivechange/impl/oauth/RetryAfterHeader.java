// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.oauth;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Parses the identity platform's {@code Retry-After} header, which is in seconds. */
final class RetryAfterHeader {

    private RetryAfterHeader() {}

    /** Returns the delay. Null headers are treated as empty. */
    static Optional<Duration> in(Map<String, List<String>> headers) {
        return Optional.ofNullable(headers).stream()
                .flatMap(all -> all.entrySet().stream())
                .filter(header -> "Retry-After".equalsIgnoreCase(header.getKey()))
                .flatMap(header -> header.getValue().stream())
                .filter(value -> value.matches("\\d{1,6}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .findFirst();
    }
}
