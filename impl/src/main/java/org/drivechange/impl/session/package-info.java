// SPDX-License-Identifier: Apache-2.0
/**
 * The life of one session. {@link org.drivechange.impl.session.SessionMachine} alone decides what happens, as a pure
 * function of a session, a signal and the time; {@link org.drivechange.impl.runtime.DriveSession} runs one machine and
 * carries its commands out through the ports that stand here as interfaces.
 *
 * <pre>
 * Idle -start-&gt; Acquiring -subscription-&gt; Connecting -link open, 0{…}, CONNECT sent-&gt; Joining -CONNECT answered-&gt; Live
 * Live -expiry near-&gt; Renewing (the old link still delivers) -new one joined-&gt; Live
 * Renewing -new link fails-&gt; Live (old link kept, next try by backoff)      Renewing -old link lost-&gt; the attempt goes on
 * no link left -failure-&gt; Waiting(until) -tick-&gt; Acquiring         any -stop-&gt; Stopped
 * </pre>
 */
package org.drivechange.impl.session;
