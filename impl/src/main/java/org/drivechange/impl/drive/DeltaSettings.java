// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.drive;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.drivechange.impl.retry.ReconnectSettings;

/**
 * Configuration of reading deltas.
 *
 * @param graph Graph's address and version, without a trailing slash
 * @param start start of a position that was never saved
 * @param pollInterval longest time between two rounds
 * @param quietPeriod interval below which consecutive notifications cause one round; zero for none
 * @param attempts failures of one step before it is skipped, 0 for unlimited
 * @param select additional properties of {@code $select}
 * @param prefer values of the {@code Prefer} header
 * @param maxPageSize limit of a page in bytes
 * @param connectTimeout timeout of each access token and each request to Graph
 * @param reconnect delays after failures
 */
public record DeltaSettings(
        URI graph,
        Start start,
        Duration pollInterval,
        Duration quietPeriod,
        int attempts,
        List<String> select,
        List<String> prefer,
        int maxPageSize,
        Duration connectTimeout,
        ReconnectSettings reconnect) {

    /** Start of a position that was never saved. */
    public enum Start {
        /** Only later changes. */
        LATEST,
        /** A reset, and all items of the drive. */
        ALL
    }

    public DeltaSettings {
        select = List.copyOf(select);
        prefer = List.copyOf(prefer);
    }
}
