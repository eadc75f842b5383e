// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.oauth;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How long the identity platform wants to be left alone; in seconds, as it tells it. */
final class RetryAfterHeader {

    private RetryAfterHeader() {}

    /** Null stands for no headers at all. */
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
