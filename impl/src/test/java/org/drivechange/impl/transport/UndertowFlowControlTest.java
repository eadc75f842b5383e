// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** Tests with classes of Undertow's shape; the TCK's FloodTest uses Undertow. */
class UndertowFlowControlTest {

    public interface Listener {
        void handleEvent(Object channel) throws Exception;
    }

    public static final class Setter {

        private Listener listener;

        public void set(Listener next) {
            listener = next;
        }

        public Listener get() {
            return listener;
        }
    }

    public static final class Channel {

        private final Setter setter = new Setter();
        private boolean suspended;

        public Setter getReceiveSetter() {
            return setter;
        }

        public void suspendReceives() {
            suspended = true;
        }

        public void resumeReceives() {
            suspended = false;
        }
    }

    public static final class Session {

        private final Channel channel = new Channel();
        private final Queue<Runnable> callbacks = new ArrayDeque<>();

        public Channel getWebSocketChannel() {
            return channel;
        }

        public Executor getExecutor() {
            return callbacks::add;
        }

        /** Reads frames, with a callback for each, until reading is suspended; returns their number. */
        private int read(int frames) throws Exception {
            int read = 0;
            while (read < frames && !channel.suspended) {
                channel.setter.listener.handleEvent(channel);
                read++;
            }
            return read;
        }

        private void runCallbacks(int number) {
            for (int i = 0; i < number; i++) {
                callbacks.remove().run();
            }
        }
    }

    private final Session session = new Session();

    @Test
    void reading_is_suspended_until_all_queued_callbacks_have_run() throws Exception {
        session.channel.setter.set(channel -> session.callbacks.add(() -> {}));
        UndertowFlowControl.install(session);
        for (int round = 0; round < 3; round++) {
            assertThat(session.read(1_000)).isEqualTo(16);
            assertThat(session.callbacks).hasSize(17);
            session.runCallbacks(16);
            assertThat(session.channel.suspended).isTrue();
            session.runCallbacks(1);
            assertThat(session.channel.suspended).isFalse();
        }
    }

    @Test
    void failure_of_the_reader_is_rethrown_unchanged() throws Exception {
        session.channel.setter.set(channel -> {
            throw new IllegalStateException("on purpose");
        });
        UndertowFlowControl.install(session);
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> session.read(1))
                .withMessage("on purpose");
    }

    @Test
    void flow_control_rejects_another_api() {
        assertThatExceptionOfType(ReflectiveOperationException.class)
                .isThrownBy(() -> UndertowFlowControl.install("no session"));
    }
}
