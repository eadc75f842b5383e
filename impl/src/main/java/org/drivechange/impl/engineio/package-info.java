// SPDX-License-Identifier: Apache-2.0
/**
 * Engine.IO over WebSocket as pure functions and values: frames to packets, and when a link has to be pinged or counts as
 * dead. Imports java.base only: no I/O, no threads, no clock.
 */
package org.drivechange.impl.engineio;
