// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PageBodySubscriberTest {

    private static final int MAX = 1024 * 1024;

    /** Size of the buffers of the JDK's HTTP client. */
    private static final int BUFFER = 16 * 1024;

    private final PageBodySubscriber subscriber = new PageBodySubscriber(MAX);
    private final PageBody body = subscriber.getBody().toCompletableFuture().join();
    private final AtomicLong requested = new AtomicLong();
    private volatile boolean cancelled;

    private void subscribe() {
        subscriber.onSubscribe(new Subscription() {
            @Override
            public void request(long n) {
                requested.addAndGet(n);
            }

            @Override
            public void cancel() {
                cancelled = true;
            }
        });
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    private static ByteBuffer part(byte[] bytes, int from, int size) {
        return ByteBuffer.wrap(bytes, from, size).asReadOnlyBuffer();
    }

    @Test
    void parts_of_different_sizes_keep_their_order() throws Exception {
        byte[] bytes = random(MAX / 2);
        Random random = new Random(1);
        subscribe();
        for (int sent = 0; sent < bytes.length; ) {
            int size = Math.min(random.nextInt(8_192), bytes.length - sent);
            subscriber.onNext(List.of(part(bytes, sent, size), ByteBuffer.allocate(0)));
            sent += size;
        }
        subscriber.onComplete();
        assertThat(body.readAllBytes()).isEqualTo(bytes);
        assertThat(body.read()).isEqualTo(-1);
    }

    @Test
    void body_is_read_while_it_is_received() throws Exception {
        subscribe();
        CompletableFuture<byte[]> read = CompletableFuture.supplyAsync(() -> {
            try {
                return body.readNBytes(3);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        for (byte next = 1; next <= 3; next++) {
            assertThat(read).isNotDone();
            subscriber.onNext(List.of(ByteBuffer.wrap(new byte[] {next})));
        }
        assertThat(read.get(10, TimeUnit.SECONDS)).containsExactly(1, 2, 3);
    }

    @Test
    void no_more_buffers_are_requested_than_the_reader_has_taken() throws Exception {
        subscribe();
        long window = requested.get();
        assertThat(window).isLessThanOrEqualTo(8);
        subscriber.onNext(List.of(ByteBuffer.allocate(BUFFER)));
        assertThat(requested).hasValue(window);
        assertThat(body.read()).isZero();
        assertThat(requested).hasValue(window + 1);
    }

    @Test
    void transfer_stops_beyond_the_limit() throws Exception {
        subscribe();
        for (int sent = 0; sent < 2 * MAX; sent += BUFFER) {
            subscriber.onNext(List.of(ByteBuffer.allocate(BUFFER)));
        }
        assertThat(body.bytes()).hasSize(MAX);
        assertThat(body.read()).isEqualTo(-1);
        assertThat(body.tooLarge()).isTrue();
        assertThat(cancelled).isTrue();
        subscriber.onError(new IOException("cancelled"));
        body.check();
    }

    @Test
    void body_of_the_largest_size_is_complete() throws Exception {
        subscribe();
        for (int sent = 0; sent < MAX; sent += BUFFER) {
            subscriber.onNext(List.of(ByteBuffer.allocate(BUFFER)));
        }
        subscriber.onComplete();
        assertThat(body.readAllBytes()).hasSize(MAX);
        assertThat(body.tooLarge()).isFalse();
        body.check();
        body.close();
        assertThat(cancelled).isFalse();
    }

    @Test
    void failure_of_the_network_follows_the_received_bytes() throws Exception {
        subscribe();
        subscriber.onNext(List.of(ByteBuffer.allocate(2)));
        subscriber.onError(new IOException("connection reset"));
        assertThat(body.readNBytes(2)).hasSize(2);
        body.check();
        assertThatThrownBy(body::read).isInstanceOf(IOException.class);
        assertThatThrownBy(body::check).hasMessage("connection reset");
    }

    @Test
    void interrupt_ends_the_waiting() {
        subscribe();
        Thread.currentThread().interrupt();
        assertThatThrownBy(body::read).isInstanceOf(InterruptedIOException.class);
        assertThatThrownBy(body::check).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void transfer_of_a_closed_body_stops() {
        body.close();
        subscribe();
        assertThat(cancelled).isTrue();
        assertThat(requested).hasValue(0);
    }
}
