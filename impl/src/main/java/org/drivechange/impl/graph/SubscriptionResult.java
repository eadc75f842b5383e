// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.graph;

/** Result of a request for a target's socket.io endpoint. */
public sealed interface SubscriptionResult permits Subscription, GraphFailure {}
