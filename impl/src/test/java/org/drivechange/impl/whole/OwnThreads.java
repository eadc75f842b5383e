// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;

/** The threads of DriveChange in this JVM. */
final class OwnThreads {

    private OwnThreads() {}

    static List<String> names() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("drivechange-") || name.startsWith("HttpClient"))
                .filter(name -> !name.startsWith("drivechange-simulator"))
                .toList();
    }

    static void awaitEnd() {
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(names()).isEmpty());
    }
}
