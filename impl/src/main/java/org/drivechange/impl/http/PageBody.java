// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Body of a response, read by one thread while the HTTP client receives it. A few of the client's buffers wait for the reader
 * at most. Waiting is interruptible. Closing stops the transfer.
 */
final class PageBody extends InputStream {

    /** Number of deliveries of the HTTP client, each of a few buffers of 16 KB, that may wait for the reader. */
    private static final int WINDOW = 8;

    private final int maxBytes;

    /** What the client has delivered; empty at the end. */
    private final BlockingQueue<Optional<List<ByteBuffer>>> received = new LinkedBlockingQueue<>();

    private volatile Subscription subscription;
    private volatile Throwable failure;
    private volatile boolean closed;

    // used by the reader only
    private final Deque<ByteBuffer> parts = new ArrayDeque<>();
    private long size;
    private boolean ended;
    private boolean tooLarge;
    private boolean interrupted;

    PageBody(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    void begin(Subscription begun) {
        subscription = begun;
        if (closed) {
            begun.cancel();
        } else {
            begun.request(WINDOW);
        }
    }

    void add(List<ByteBuffer> buffers) {
        received.add(Optional.of(buffers));
    }

    void end() {
        received.add(Optional.empty());
    }

    void fail(Throwable cause) {
        // a transfer that the reader has stopped may fail
        if (!closed) {
            failure = cause;
        }
        end();
    }

    /** Whether the body is larger than allowed. The rest is not received. */
    boolean tooLarge() {
        return tooLarge;
    }

    /** Throws the reason why the body could not be read to its end, if the network or an interrupt is the reason. */
    void check() throws IOException, InterruptedException {
        if (interrupted) {
            throw new InterruptedException();
        }
        Throwable cause = failure;
        if (cause != null && ended) {
            throw cause instanceof IOException network ? network : new IOException(cause);
        }
    }

    /** Reads the rest of the body up to the limit. */
    byte[] bytes() throws IOException, InterruptedException {
        try {
            return readNBytes(maxBytes);
        } catch (IOException e) {
            check();
            throw e;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] next = new byte[1];
        return read(next, 0, 1) < 0 ? -1 : next[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        ByteBuffer next = next();
        if (next == null) {
            return -1;
        }
        int count = Math.min(length, next.remaining());
        next.get(bytes, offset, count);
        return count;
    }

    /** Returns the buffer of the next byte. Null at the end. */
    private ByteBuffer next() throws IOException {
        while (parts.isEmpty() || !parts.element().hasRemaining()) {
            if (parts.poll() == null && !receive()) {
                return null;
            }
        }
        return parts.element();
    }

    /** Waits for the next buffers. Returns false at the end. */
    private boolean receive() throws IOException {
        if (ended || closed) {
            return false;
        }
        Optional<List<ByteBuffer>> next = take();
        ended = next.isEmpty();
        if (ended && failure != null) {
            throw new IOException("the body was cut off");
        }
        next.ifPresent(this::accept);
        return !ended;
    }

    private Optional<List<ByteBuffer>> take() throws InterruptedIOException {
        try {
            return received.take();
        } catch (InterruptedException e) {
            interrupted = true;
            throw new InterruptedIOException();
        }
    }

    private void accept(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            size += buffer.remaining();
        }
        if (size > maxBytes) {
            tooLarge = true;
            close();
            ended = true;
        } else {
            parts.addAll(buffers);
            subscription.request(1);
        }
    }

    @Override
    public void close() {
        closed = true;
        Subscription begun = subscription;
        if (!ended && begun != null) {
            begun.cancel();
        }
    }

    @Override
    public String toString() {
        return "PageBody[" + size + " bytes]";
    }
}
