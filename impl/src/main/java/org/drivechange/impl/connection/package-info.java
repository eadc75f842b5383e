// SPDX-License-Identifier: Apache-2.0
/**
 * The protocol of one connection as pure functions: {@link org.drivechange.impl.connection.EngineIoProtocol} decodes frames and
 * passes them to the protocols of the handshake, the heartbeat and the namespace ({@link
 * org.drivechange.impl.connection.SocketIoProtocol}). They take a {@link org.drivechange.impl.connection.ConnectionState}, a frame
 * and the time, and return a {@link org.drivechange.impl.connection.ProtocolStep}. Also holds the ports through which a WebSocket is
 * opened and used.
 */
package org.drivechange.impl.connection;
