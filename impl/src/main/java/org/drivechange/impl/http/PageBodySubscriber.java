// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.http;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/** Passes a response body to its reader while it is received. */
final class PageBodySubscriber implements BodySubscriber<PageBody> {

    private final PageBody body;

    PageBodySubscriber(int maxBytes) {
        this.body = new PageBody(maxBytes);
    }

    @Override
    public CompletionStage<PageBody> getBody() {
        return CompletableFuture.completedFuture(body);
    }

    @Override
    public void onSubscribe(Subscription begun) {
        body.begin(begun);
    }

    @Override
    public void onNext(List<ByteBuffer> parts) {
        body.add(parts);
    }

    @Override
    public void onError(Throwable failure) {
        body.fail(failure);
    }

    @Override
    public void onComplete() {
        body.end();
    }
}
