// SPDX-License-Identifier: Apache-2.0
/** Opens WebSockets with the server's client. The only package that imports {@code jakarta.websocket}. */
package org.drivechange.impl.transport;
