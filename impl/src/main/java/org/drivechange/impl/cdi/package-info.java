// SPDX-License-Identifier: Apache-2.0
/**
 * The portable CDI extension: finds the observers, checks what they ask for, starts and stops the sessions with the
 * application, and fires the events. Nothing else imports this package.
 */
package org.drivechange.impl.cdi;
