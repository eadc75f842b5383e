// SPDX-License-Identifier: Apache-2.0
/** The time by which sessions decide. Unlike the wall clock it never goes back. */
package org.drivechange.impl.clock;
