// SPDX-License-Identifier: Apache-2.0
/**
 * JSON texts of Engine.IO, Socket.IO and Graph, read straight into the values that are needed. The only place that imports
 * Jackson, and of that the streaming parser alone, within what 2.17 to 2.22 share. Strict: no trailing text, no depth over 64,
 * no member name over 256 characters. No name is kept once its text is read.
 */
package org.drivechange.impl.json;
