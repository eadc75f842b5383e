// SPDX-License-Identifier: Apache-2.0
/**
 * Decides how the delta of a target is read: rounds, pages, deliveries, retries, resets. Pure; its ports read from Graph and
 * keep positions.
 */
package org.drivechange.impl.delta;
