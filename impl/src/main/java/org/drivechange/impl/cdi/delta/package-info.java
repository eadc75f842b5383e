// SPDX-License-Identifier: Apache-2.0
/** Connects readers of deltas with the application's beans. Loaded only if item changes are observed. */
package org.drivechange.impl.cdi.delta;
