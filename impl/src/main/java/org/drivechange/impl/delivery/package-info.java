// SPDX-License-Identifier: Apache-2.0
/** Delivers the events of each target to its observers, in order and one at a time, from a bounded queue. */
package org.drivechange.impl.delivery;
