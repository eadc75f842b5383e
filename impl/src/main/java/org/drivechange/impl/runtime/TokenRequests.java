// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.runtime;

import java.time.Duration;
import java.util.concurrent.Executor;
import org.drivechange.impl.graph.AccessToken;
import org.drivechange.impl.graph.GraphFailure;
import org.drivechange.impl.session.Signal;

/** Requests access tokens for the attempts of one session, and reports rejected ones. Used on the serial executor only. */
final class TokenRequests {

    private final TokenCalls calls;
    private final Mailbox mailbox;
    private final Executor serial;
    private final AttemptTasks tasks;

    TokenRequests(TokenCalls calls, Mailbox mailbox, Executor serial, AttemptTasks tasks) {
        this.calls = calls;
        this.mailbox = mailbox;
        this.serial = serial;
        this.tasks = tasks;
    }

    void request(long attempt) {
        tasks.put(attempt, calls.request(new TokenCalls.Receiver() {

            @Override
            public void received(AccessToken token) {
                mailbox.post(new Signal.TokenReceived(attempt, token));
            }

            @Override
            public void failed(GraphFailure failure) {
                mailbox.post(new Signal.SubscriptionReceived(attempt, failure));
            }
        }));
    }

    /** Reports a rejected token, then requests a fresh one. */
    void replace(long attempt, AccessToken rejected) {
        tasks.put(attempt, calls.report(rejected, () -> serial.execute(() -> requestFresh(attempt))));
    }

    private void requestFresh(long attempt) {
        if (tasks.contains(attempt)) {
            request(attempt);
        }
    }

    /** Reports a rejected token after its attempt has ended. */
    void reject(AccessToken token, Duration timeout) {
        calls.reject(token, timeout);
    }
}
