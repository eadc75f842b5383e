// SPDX-License-Identifier: Apache-2.0
/**
 * Access tokens of accounts that sign in: one interactive sign-in, then refresh tokens. The only package that imports msal4j,
 * which is optional; without the {@code oauth} keys nothing of this package is loaded.
 */
package org.drivechange.impl.oauth;
