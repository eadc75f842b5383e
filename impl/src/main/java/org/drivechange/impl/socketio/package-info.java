// SPDX-License-Identifier: Apache-2.0
/**
 * Socket.IO as pure functions and values: packets from and to text, attachments, and the URL that leads to a namespace.
 * Imports java.base only: no I/O, no threads, no JSON.
 */
package org.drivechange.impl.socketio;
