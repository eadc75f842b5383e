// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.transport;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.drivechange.impl.session.Link;
import org.drivechange.impl.session.LinkListener;
import org.junit.jupiter.api.Test;

class WebSocketLinkTest {

    private static final int MAX_WAITING = 1024;

    private final List<String> sent = new ArrayList<>();
    private final Queue<SendHandler> unread = new ArrayDeque<>();
    private final List<String> lost = new ArrayList<>();

    private final RemoteEndpoint.Async remote = fake(RemoteEndpoint.Async.class, arguments -> {
        sent.add((String) arguments[0]);
        unread.add((SendHandler) arguments[1]);
        return null;
    });

    private final WebSocketLink link = new WebSocketLink(fake(Session.class, arguments -> remote), new LinkListener() {
        @Override
        public void opened(Link open) {}

        @Override
        public void text(String frame) {}

        @Override
        public void binary(ByteBuffer frame) {}

        @Override
        public void ponged() {}

        @Override
        public void tooLarge(String found) {}

        @Override
        public void lost(String found) {
            lost.add(found);
        }
    });

    private interface Answer {
        Object to(Object... arguments);
    }

    /** One whose every method gives the same answer. */
    private static <T> T fake(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> answer.to(arguments)));
    }

    @Test
    void one_frame_leaves_at_a_time_and_in_order() {
        link.send("a");
        link.send("b");
        link.send("c");
        assertThat(sent).containsExactly("a");
        unread.remove().onResult(new SendResult());
        unread.remove().onResult(new SendResult());
        assertThat(sent).containsExactly("a", "b", "c");
        assertThat(lost).isEmpty();
    }

    @Test
    void a_server_that_reads_nothing_loses_the_link_before_it_fills_the_memory() {
        for (int i = 0; i <= MAX_WAITING; i++) {
            link.send("43/notifications,7[]");
        }
        assertThat(lost).isEmpty();
        link.send("43/notifications,7[]");
        assertThat(lost).containsExactly("the server does not read what it is sent");
        assertThat(sent).hasSize(1);
    }
}
