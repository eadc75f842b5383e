// SPDX-License-Identifier: Apache-2.0
/**
 * Service interface that an application may implement to supply access tokens.
 */
package org.drivechange.spi;
