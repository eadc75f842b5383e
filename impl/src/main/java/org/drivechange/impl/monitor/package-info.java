// SPDX-License-Identifier: Apache-2.0
/** What an operator can be shown, whatever the tool. */
package org.drivechange.impl.monitor;
