// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;

/** Finds the threads of DriveChange in this JVM. */
final class RuntimeThreads {

    private RuntimeThreads() {}

    static List<String> names() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(RuntimeThreads::isOwn)
                .map(Thread::getName)
                .toList();
    }

    /** The JDK's HTTP client creates a thread in the group of its caller; other tests use that client, too. */
    private static boolean isOwn(Thread thread) {
        String name = thread.getName();
        ThreadGroup group = thread.getThreadGroup();
        return (name.startsWith("drivechange-") && !name.startsWith("drivechange-simulator"))
                || (name.startsWith("HttpClient")
                        && group != null
                        && group.getName().equals("drivechange"));
    }

    static void awaitEnd() {
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(names()).isEmpty());
    }
}
