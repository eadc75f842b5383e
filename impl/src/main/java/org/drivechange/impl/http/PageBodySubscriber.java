// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.http;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/**
 * Collects the buffers of a response body up to a maximum size, and stops the transfer beyond it. The body is read as part of
 * the request, so waiting for it is interruptible.
 */
final class PageBodySubscriber implements BodySubscriber<PageBody> {

    /** Parts below this size are copied: a buffer of the HTTP client occupies more memory than its few bytes. */
    private static final int SMALL = 4 * 1024;

    private final int maxBytes;
    private final Deque<ByteBuffer> received = new ArrayDeque<>();
    private final CompletableFuture<PageBody> body = new CompletableFuture<>();
    private ByteBuffer copies;
    private ByteBuffer free = ByteBuffer.allocate(0);
    private long size;
    private Subscription subscription;

    PageBodySubscriber(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    public CompletionStage<PageBody> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Subscription begun) {
        subscription = begun;
        begun.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> parts) {
        for (ByteBuffer part : parts) {
            size += part.remaining();
            if (size > maxBytes) {
                subscription.cancel();
                complete(true);
                return;
            }
            add(part);
        }
    }

    private void add(ByteBuffer part) {
        if (part.remaining() >= SMALL) {
            received.add(part);
            endCopies();
            return;
        }
        if (copies == null || copies.capacity() - copies.limit() < part.remaining()) {
            endCopies();
            beginCopies(part.remaining());
        }
        int start = copies.limit();
        copies.limit(start + part.remaining());
        copies.put(start, part, part.position(), part.remaining());
    }

    private void beginCopies(int atLeast) {
        copies = free.capacity() < atLeast ? ByteBuffer.allocate(2 * SMALL).flip() : free.flip();
        received.add(copies);
    }

    /** The next part follows in a buffer of its own, in the memory that the copies have left. */
    private void endCopies() {
        if (copies != null) {
            free = copies.duplicate()
                    .limit(copies.capacity())
                    .position(copies.limit())
                    .slice();
            copies = null;
        }
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        complete(false);
    }

    private void complete(boolean tooLarge) {
        body.complete(new PageBody(received, tooLarge));
    }
}
