// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.health;

import java.util.List;

/**
 * Health of the application at one time.
 *
 * @param entries the details
 */
public record HealthReport(boolean ready, List<Entry> entries) {

    /**
     * One detail of a report.
     *
     * @param value one line without secrets
     */
    public record Entry(String key, String value) {}
}
