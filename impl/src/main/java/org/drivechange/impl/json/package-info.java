// SPDX-License-Identifier: Apache-2.0
/**
 * JSON texts of Engine.IO, Socket.IO and Graph, read straight into the values that are needed. The only place that imports
 * Jackson, within what 2.17 to 2.22 share. Strict: no trailing text, no depth over 64.
 */
package org.drivechange.impl.json;
