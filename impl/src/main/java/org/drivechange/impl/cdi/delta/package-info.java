// SPDX-License-Identifier: Apache-2.0
/** Connects the reading of deltas with the application. Loaded only if an observer of item changes exists. */
package org.drivechange.impl.cdi.delta;
