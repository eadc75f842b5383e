// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.drivechange.impl.drive.DeltaSettings;
import org.drivechange.impl.retry.ReconnectSettings;

/** Settings with a poll interval of an hour, and delays of a second up to five minutes. */
public final class DeltaTestSettings {

    private DeltaTestSettings() {}

    public static DeltaSettings of(DeltaSettings.Start start, Duration quietPeriod, int attempts, double jitter) {
        return of("https://graph.example/v1.0", start, List.of(), List.of(), quietPeriod, attempts, jitter);
    }

    public static DeltaSettings of(String graph, List<String> select, List<String> prefer) {
        return of(graph, DeltaSettings.Start.LATEST, select, prefer, Duration.ZERO, 0, 0);
    }

    public static DeltaSettings of(DeltaSettings.Start start, List<String> select, List<String> prefer) {
        return of("https://graph.example/v1.0", start, select, prefer, Duration.ZERO, 0, 0);
    }

    static DeltaSettings of(DeltaSettings.Start start, List<String> select, Duration quietPeriod, double jitter) {
        return of("https://graph.example/v1.0", start, select, List.of(), quietPeriod, 0, jitter);
    }

    private static DeltaSettings of(
            String graph,
            DeltaSettings.Start start,
            List<String> select,
            List<String> prefer,
            Duration quietPeriod,
            int attempts,
            double jitter) {
        return new DeltaSettings(
                URI.create(graph),
                start,
                Duration.ofHours(1),
                quietPeriod,
                attempts,
                select,
                prefer,
                1 << 20,
                Duration.ofSeconds(30),
                new ReconnectSettings(Duration.ofSeconds(1), Duration.ofMinutes(5), jitter));
    }
}
