// SPDX-License-Identifier: Apache-2.0
/**
 * The protocol of one connection as pure functions: {@link org.drivechange.impl.connection.EngineIoProtocol} handles handshake,
 * heartbeat and messages, {@link org.drivechange.impl.connection.SocketIoProtocol} the namespace, its events and its end. Both take
 * a {@link org.drivechange.impl.connection.ConnectionState}, a frame and the time, and return a {@link
 * org.drivechange.impl.connection.ProtocolStep}. Also holds the ports through which a WebSocket is opened and used.
 */
package org.drivechange.impl.connection;
