// SPDX-License-Identifier: Apache-2.0
/** Messages for operators. */
package org.drivechange.impl.diagnostics;
