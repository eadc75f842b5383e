// SPDX-License-Identifier: Apache-2.0
/** WebSockets through the container's own client. The only place that imports {@code jakarta.websocket}. */
package org.drivechange.impl.transport;
