// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta.runtime;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.drivechange.impl.delta.DeltaCommand;
import org.drivechange.impl.delta.DeltaSignal;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.diagnostics.ErrorMessages;
import org.drivechange.impl.drive.DriveResult;
import org.drivechange.impl.drive.PageResult;
import org.drivechange.impl.graph.AccessToken;
import org.drivechange.impl.graph.GraphFailure;
import org.drivechange.impl.graph.SessionKey;
import org.drivechange.impl.runtime.AttemptPermit;
import org.drivechange.impl.runtime.Cancellable;
import org.drivechange.impl.runtime.ConnectLimiter.Priority;
import org.drivechange.impl.runtime.TokenCalls;

/** Requests of one reader: access tokens, permits, drives and pages. Used on its serial executor only. */
final class DeltaRequests {

    private final DeltaEnvironment environment;
    private final Consumer<DeltaSignal> mailbox;
    private final Executor serial;
    private final TokenCalls tokens;
    private final AttemptPermit permit;
    private final Map<Long, Cancellable> tasks = new HashMap<>(1);

    DeltaRequests(SessionKey key, DeltaEnvironment environment, Consumer<DeltaSignal> mailbox, Executor serial) {
        this.environment = environment;
        this.mailbox = mailbox;
        this.serial = serial;
        this.tokens = new TokenCalls(key, environment.tokens(), environment.executors());
        this.permit = new AttemptPermit(
                key.account(),
                environment.connectLimiter(),
                call -> mailbox.accept(new DeltaSignal.PermitGranted(call)));
    }

    void acquirePermit(long call, boolean baseline) {
        permit.acquire(call, baseline ? Priority.BASELINE : Priority.CONNECT);
    }

    void releasePermit() {
        permit.release();
    }

    void requestToken(DeltaCommand.RequestToken request) {
        long call = request.call();
        tasks.clear();
        if (request.rejected().isPresent()) {
            tasks.put(
                    call, tokens.report(request.rejected().get(), () -> serial.execute(() -> requestFreshToken(call))));
        } else {
            requestToken(call);
        }
    }

    private void requestFreshToken(long call) {
        if (tasks.containsKey(call)) {
            requestToken(call);
        }
    }

    private void requestToken(long call) {
        tasks.put(call, tokens.request(new TokenCalls.Receiver() {

            @Override
            public void received(AccessToken token) {
                mailbox.accept(new DeltaSignal.TokenReceived(call, token));
            }

            @Override
            public void failed(GraphFailure failure) {
                mailbox.accept(new DeltaSignal.RequestFailed(call, failure));
            }
        }));
    }

    void rejectToken(DeltaCommand.RejectToken reject) {
        tokens.reject(reject.token(), reject.limit());
    }

    void resolve(DeltaCommand.ResolveDrive request) {
        send(request.call(), () -> resolved(request));
    }

    private DeltaSignal resolved(DeltaCommand.ResolveDrive request) throws InterruptedException {
        DriveResult result = environment.client().resolve(request.target(), request.token());
        return result instanceof DriveResult.Found drive
                ? new DeltaSignal.DriveReceived(request.call(), drive.id())
                : new DeltaSignal.RequestFailed(request.call(), ((DriveResult.Failed) result).failure());
    }

    void read(DeltaCommand.ReadPage request) {
        send(request.call(), () -> page(request));
    }

    private DeltaSignal page(DeltaCommand.ReadPage request) throws InterruptedException {
        PageResult result = environment.client().read(request.request(), request.token());
        return result instanceof PageResult.Received received
                ? new DeltaSignal.PageReceived(request.call(), received.page())
                : new DeltaSignal.RequestFailed(request.call(), ((PageResult.Failed) result).failure());
    }

    private interface Request {
        DeltaSignal send() throws InterruptedException;
    }

    private void send(long call, Request request) {
        Future<?> task = environment.executors().block(() -> execute(call, request));
        tasks.clear();
        tasks.put(call, task::cancel);
    }

    private void execute(long call, Request request) {
        DeltaSignal result;
        try {
            result = request.send();
        } catch (Throwable failure) {
            result = new DeltaSignal.RequestFailed(
                    call, new GraphFailure(ErrorCode.GRAPH_UNREACHABLE, ErrorMessages.describe(failure)));
        }
        mailbox.accept(result);
    }

    void cancel(long call) {
        Cancellable task = tasks.remove(call);
        if (task != null) {
            task.cancel(true);
        }
    }
}
