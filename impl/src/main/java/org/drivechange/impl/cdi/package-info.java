// SPDX-License-Identifier: Apache-2.0
/**
 * The deployment half of the portable CDI extension: rewrites and discovers observers, validates the targets they
 * declare, and passes the result to {@link org.drivechange.impl.cdi.runtime}. No other package imports this one.
 */
package org.drivechange.impl.cdi;
