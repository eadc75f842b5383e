// SPDX-License-Identifier: Apache-2.0
/** The ports through which sessions, deliveries and requests are monitored, whatever the tool. */
package org.drivechange.impl.monitor;
