// SPDX-License-Identifier: Apache-2.0
/**
 * Engine.IO over WebSocket as pure functions and values: packet codec, handshake and heartbeat. Imports java.base only: no I/O,
 * no threads, no clock.
 */
package org.drivechange.impl.engineio;
