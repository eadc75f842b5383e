// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.http;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/**
 * Takes so many bytes of a body, and lets go of the rest. Read while the request is under way, so that whoever waits for an
 * answer that never ends can be interrupted: the stream that the JDK offers for the same does not hear that.
 */
final class BoundedBodySubscriber implements BodySubscriber<byte[]> {

    private final int most;
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private Subscription subscription;

    BoundedBodySubscriber(int most) {
        this.most = most;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Subscription begun) {
        subscription = begun;
        begun.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> parts) {
        parts.forEach(this::take);
        if (taken.size() == most) {
            subscription.cancel();
            onComplete();
        }
    }

    private void take(ByteBuffer part) {
        byte[] bytes = new byte[Math.min(part.remaining(), most - taken.size())];
        part.get(bytes);
        taken.writeBytes(bytes);
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        body.complete(taken.toByteArray());
    }
}
