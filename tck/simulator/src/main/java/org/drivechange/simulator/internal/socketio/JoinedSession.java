// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.socketio;

import com.corundumstudio.socketio.transport.NamespaceClient;

/** A namespace joined under a grant. */
public record JoinedSession(SubscriptionGrant grant, NamespaceClient client) {}
