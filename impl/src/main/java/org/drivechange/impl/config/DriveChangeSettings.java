// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.config;

import java.net.URI;
import java.time.Duration;
import org.drivechange.impl.delivery.DeliverySettings;
import org.drivechange.impl.graph.UserAgent;
import org.drivechange.impl.session.SessionSettings;
import org.drivechange.impl.transport.TransportSettings;

/**
 * Validated configuration values.
 *
 * @param enabled whether sessions are opened
 * @param graphUrl Graph's address and version, without a trailing slash
 * @param userAgent {@code User-Agent} of the requests to Graph
 * @param telemetryTarget whether metrics, spans, recordings and health show targets and accounts
 * @param healthGrace time that a target may be unavailable before the application is not ready
 */
public record DriveChangeSettings(
        boolean enabled,
        URI graphUrl,
        UserAgent userAgent,
        SessionSettings sessions,
        DeliverySettings delivery,
        TransportSettings transport,
        boolean telemetryTarget,
        Duration healthGrace) {}
