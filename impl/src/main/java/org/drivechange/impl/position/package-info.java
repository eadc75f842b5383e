// SPDX-License-Identifier: Apache-2.0
/** Keeps positions in files, one per application, account and target. */
package org.drivechange.impl.position;
