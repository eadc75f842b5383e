// SPDX-License-Identifier: Apache-2.0
/** Positions in deltas: values, their text form, the port that keeps them, and files, one per application, account and target. */
package org.drivechange.impl.position;
