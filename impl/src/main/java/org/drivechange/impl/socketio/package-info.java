// SPDX-License-Identifier: Apache-2.0
/**
 * Socket.IO as pure functions and values: packet codec, attachments, and the URL of a namespace. Imports java.base only: no
 * I/O, no threads, no JSON.
 */
package org.drivechange.impl.socketio;
