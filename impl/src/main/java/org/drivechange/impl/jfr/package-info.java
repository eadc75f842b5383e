// SPDX-License-Identifier: Apache-2.0
/** Records states, deliveries and requests with the JDK's flight recorder. Not loaded without {@code jdk.jfr}. */
package org.drivechange.impl.jfr;
