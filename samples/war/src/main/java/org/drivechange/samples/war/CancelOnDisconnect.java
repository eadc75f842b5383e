// SPDX-License-Identifier: Apache-2.0
package org.drivechange.samples.war;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.util.concurrent.Future;

/** Ends a stream when the server ends its response: some servers detect a closed connection before the stream does. */
record CancelOnDisconnect(Future<?> stream) implements AsyncListener {

    @Override
    public void onComplete(AsyncEvent event) {
        stream.cancel(true);
    }

    @Override
    public void onError(AsyncEvent event) {
        stream.cancel(true);
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        stream.cancel(true);
    }

    @Override
    public void onStartAsync(AsyncEvent event) {}
}
