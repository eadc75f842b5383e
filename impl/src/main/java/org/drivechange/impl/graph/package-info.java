// SPDX-License-Identifier: Apache-2.0
/** Microsoft Graph's words as values: what is asked for, and what the answer means. No I/O. */
package org.drivechange.impl.graph;
