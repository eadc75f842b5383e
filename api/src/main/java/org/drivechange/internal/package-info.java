// SPDX-License-Identifier: Apache-2.0
/** Not for applications. */
package org.drivechange.internal;
