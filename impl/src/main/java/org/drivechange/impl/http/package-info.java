// SPDX-License-Identifier: Apache-2.0
/** The request to Microsoft Graph. The only place that imports {@code java.net.http}. */
package org.drivechange.impl.http;
