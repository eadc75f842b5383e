// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.config;

import java.net.URI;
import java.time.Duration;
import org.drivechange.impl.delivery.DeliverySettings;
import org.drivechange.impl.session.SessionSettings;
import org.drivechange.impl.transport.TransportSettings;

/**
 * The configuration, read and checked.
 *
 * @param enabled whether anything is opened
 * @param graphUrl Graph's address and version, without a slash at the end
 * @param telemetryTarget whether metrics, spans, recordings and health show targets and accounts
 * @param healthGrace how long a target may be away before the application counts as not ready
 */
public record DriveChangeSettings(
        boolean enabled,
        URI graphUrl,
        SessionSettings sessions,
        DeliverySettings delivery,
        TransportSettings transport,
        boolean telemetryTarget,
        Duration healthGrace) {}
