// SPDX-License-Identifier: Apache-2.0
/** What happens, for the JDK's flight recorder. Not loaded where the Java runtime has none. */
package org.drivechange.impl.jfr;
