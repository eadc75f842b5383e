// SPDX-License-Identifier: Apache-2.0
/**
 * Parses the JSON of Engine.IO, Socket.IO and Graph directly into values. The only package that imports Jackson, and only its
 * streaming parser, within the API common to 2.17 to 2.22. Strict: no trailing text, nesting up to 64, member names up to 256
 * characters. Names are not retained after parsing.
 */
package org.drivechange.impl.json;
