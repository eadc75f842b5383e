// SPDX-License-Identifier: Apache-2.0
/**
 * What an application may implement: where access tokens come from.
 */
package org.drivechange.spi;
