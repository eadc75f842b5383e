// SPDX-License-Identifier: Apache-2.0
/** Internal classes, not for use by applications. */
package org.drivechange.internal;
