// SPDX-License-Identifier: Apache-2.0
/** Ports for monitoring sessions, deliveries and requests, independent of the tool. */
package org.drivechange.impl.monitor;
