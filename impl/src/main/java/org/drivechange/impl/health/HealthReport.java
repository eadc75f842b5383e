// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.health;

import java.util.List;

/**
 * How the application is doing at one moment.
 *
 * @param entries what there is to say
 */
public record HealthReport(boolean ready, List<Entry> entries) {

    /**
     * What there is to say about one thing.
     *
     * @param value one line, without anything secret
     */
    public record Entry(String key, String value) {}
}
