// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.transport;

import java.util.Map;

/**
 * What the configuration says about WebSockets.
 *
 * @param maxMessageSize bytes
 * @param properties handed to the container as they are; may hold a proxy's password
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
