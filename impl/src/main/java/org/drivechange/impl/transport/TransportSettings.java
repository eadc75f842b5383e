// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.transport;

import java.util.Map;

/**
 * WebSocket settings.
 *
 * @param maxMessageSize maximum message size in bytes
 * @param properties container properties, passed unchanged; may contain a proxy password
 */
public record TransportSettings(int maxMessageSize, Map<String, Object> properties) {

    public TransportSettings {
        properties = Map.copyOf(properties);
    }

    @Override
    public String toString() {
        return "TransportSettings[maxMessageSize=" + maxMessageSize + ", properties=" + properties.keySet() + "]";
    }
}
