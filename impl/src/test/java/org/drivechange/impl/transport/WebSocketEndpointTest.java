// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.drivechange.impl.diagnostics.Redactor;
import org.junit.jupiter.api.Test;

class WebSocketEndpointTest {

    private final LostConnections lost = new LostConnections();

    private final WebSocketEndpoint endpoint = new WebSocketEndpoint(
            lost,
            WebSocketEndpointTest.class.getClassLoader(),
            1024,
            Redactor.ofQuery("token=abc%5B1%5DSECRET&EIO=4", List.of()),
            session -> null,
            session -> {});

    @Test
    void error_is_described_without_a_credential_that_ends_no_url() {
        endpoint.onError(null, new IOException("The path [wss://h/socket.io/?token=abc[1]SECRET&EIO=4] is wrong"));
        assertThat(lost.found()).containsExactly("IOException: The path [wss://h/socket.io/?…] is wrong");
    }

    @Test
    void session_that_cannot_be_set_up_is_closed() {
        AtomicInteger closed = new AtomicInteger();
        Session session = (Session) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Session.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        return closed.incrementAndGet();
                    }
                    throw new RejectedExecutionException("on purpose");
                });
        assertThatThrownBy(() -> endpoint.onOpen(session, null)).isInstanceOf(RejectedExecutionException.class);
        assertThat(closed).hasValue(1);
    }

    @Test
    void reason_of_a_close_frame_is_described_on_one_line_without_credentials() {
        endpoint.onClose(null, new CloseReason(CloseCodes.VIOLATED_POLICY, "no\nabc[1]SECRET"));
        assertThat(lost.found()).containsExactly("close code 1008, no\\u000a[redacted]");
    }
}
