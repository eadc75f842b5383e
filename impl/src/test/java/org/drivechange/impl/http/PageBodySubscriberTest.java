// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageBodySubscriberTest {

    private static final int MAX = 1024 * 1024;

    /** Size of the buffers of the JDK's HTTP client. */
    private static final int BUFFER = 16 * 1024;

    private final PageBodySubscriber subscriber = new PageBodySubscriber(MAX);
    private boolean cancelled;

    private PageBody body() throws Exception {
        return subscriber.getBody().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private void subscribe() {
        subscriber.onSubscribe(new Subscription() {
            @Override
            public void request(long n) {}

            @Override
            public void cancel() {
                cancelled = true;
            }
        });
    }

    private static ByteBuffer part(byte[] bytes, int from, int size) {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        buffer.put(bytes, from, size).flip();
        return buffer.asReadOnlyBuffer();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 4_095, 4_096, 16_384})
    void memory_is_proportional_to_the_received_bytes(int size) throws Exception {
        byte[] bytes = new byte[Math.min(MAX / 8, size * 4_096)];
        new Random(1).nextBytes(bytes);
        subscribe();
        for (int sent = 0; sent < bytes.length; sent += size) {
            subscriber.onNext(List.of(part(bytes, sent, Math.min(size, bytes.length - sent))));
        }
        subscriber.onComplete();
        assertThat(body().parts().stream().mapToLong(ByteBuffer::capacity).sum())
                .as("retained bytes")
                .isLessThanOrEqualTo(4L * bytes.length + BUFFER);
        assertThat(body().stream().readAllBytes()).isEqualTo(bytes);
        assertThat(body().parts()).as("buffers after reading").isEmpty();
    }

    @Test
    void parts_of_different_sizes_keep_their_order() throws Exception {
        byte[] bytes = new byte[MAX / 2];
        Random random = new Random(1);
        random.nextBytes(bytes);
        subscribe();
        for (int sent = 0; sent < bytes.length; ) {
            int size = Math.min(random.nextInt(8_192), bytes.length - sent);
            subscriber.onNext(List.of(part(bytes, sent, size), ByteBuffer.allocate(0)));
            sent += size;
        }
        subscriber.onComplete();
        assertThat(body().bytes()).isEqualTo(bytes);
    }

    @Test
    void small_parts_between_large_ones_share_their_memory() throws Exception {
        byte[] bytes = new byte[BUFFER];
        new Random(1).nextBytes(bytes);
        subscribe();
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        for (int i = 0; i < 32; i++) {
            subscriber.onNext(List.of(part(bytes, 0, BUFFER), part(bytes, i, 100), part(bytes, 0, i)));
            sent.write(bytes);
            sent.write(bytes, i, 100);
            sent.write(bytes, 0, i);
        }
        subscriber.onComplete();
        assertThat(body().parts().stream()
                        .filter(ByteBuffer::hasArray)
                        .map(ByteBuffer::array)
                        .distinct())
                .as("arrays of copies")
                .hasSize(1);
        assertThat(body().bytes()).isEqualTo(sent.toByteArray());
    }

    @Test
    void transfer_stops_beyond_the_limit() throws Exception {
        subscribe();
        byte[] bytes = new byte[BUFFER];
        for (int sent = 0; sent < 2 * MAX; sent += BUFFER) {
            subscriber.onNext(List.of(part(bytes, 0, BUFFER)));
        }
        subscriber.onComplete();
        assertThat(cancelled).isTrue();
        assertThat(body().tooLarge()).isTrue();
        assertThat(body().parts()).hasSize(MAX / BUFFER);
    }

    @Test
    void body_of_the_largest_size_is_complete() throws Exception {
        subscribe();
        for (int sent = 0; sent < MAX; sent += BUFFER) {
            subscriber.onNext(List.of(part(new byte[BUFFER], 0, BUFFER)));
        }
        subscriber.onComplete();
        assertThat(cancelled).isFalse();
        assertThat(body().tooLarge()).isFalse();
        assertThat(body().bytes()).hasSize(MAX);
    }
}
