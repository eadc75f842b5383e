// SPDX-License-Identifier: Apache-2.0
/**
 * From a session to its observers: one bounded queue for each target and account, and the thread that it borrows while
 * there is something to deliver.
 */
package org.drivechange.impl.delivery;
