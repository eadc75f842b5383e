// SPDX-License-Identifier: Apache-2.0
/**
 * Decides what one session does. {@link org.drivechange.impl.session.SessionMachine} is a pure function of a session, a signal
 * and the time; {@link org.drivechange.impl.runtime.DriveSession} runs it.
 *
 * <pre>
 * Idle -start-&gt; Subscribing -subscription-&gt; Connecting -WebSocket open-&gt; Joining -CONNECT answered-&gt; Open
 * Open -expiry near-&gt; Renewing (the old connection still delivers) -new connection joined-&gt; Open
 * Renewing -new connection fails-&gt; Open (retries by backoff)      Renewing -old connection lost-&gt; Subscribing, Connecting or Joining
 * no connection left -failure-&gt; Waiting(until) -tick-&gt; Subscribing         any -stop-&gt; Stopped
 * </pre>
 */
package org.drivechange.impl.session;
