// SPDX-License-Identifier: Apache-2.0
/**
 * Access tokens that last: somebody signs in once, and refresh tokens do the rest. The only place that knows msal4j, which is
 * there or not; without the configuration's {@code oauth} keys nothing of it is loaded.
 */
package org.drivechange.impl.oauth;
