// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.socketio;

import com.corundumstudio.socketio.transport.NamespaceClient;

/** Session that has joined a namespace under a grant. */
public record JoinedSession(SubscriptionGrant grant, NamespaceClient client) {}
