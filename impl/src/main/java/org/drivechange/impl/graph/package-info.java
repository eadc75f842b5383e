// SPDX-License-Identifier: Apache-2.0
/**
 * The requests to Microsoft Graph as values: targets, access tokens, subscriptions and failures, and the ports that supply
 * them. No I/O.
 */
package org.drivechange.impl.graph;
