// SPDX-License-Identifier: Apache-2.0
/**
 * Service interfaces that an application may implement: to supply access tokens, and to keep positions of deltas.
 */
package org.drivechange.spi;
