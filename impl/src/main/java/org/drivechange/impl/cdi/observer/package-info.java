// SPDX-License-Identifier: Apache-2.0
/** Calls the application's observers, and handles their exceptions. */
package org.drivechange.impl.cdi.observer;
