// SPDX-License-Identifier: Apache-2.0
/** Sends the requests to Microsoft Graph and to the identity platform. The only package that imports {@code java.net.http}. */
package org.drivechange.impl.http;
