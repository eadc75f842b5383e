// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeValidatorTest {

    private static final String UNDERTOW = "io.undertow.websockets.jsr.ServerWebSocketContainer";
    private static final String TOMCAT = "org.apache.tomcat.websocket.WsWebSocketContainer";

    private final LostConnections lost = new LostConnections();

    @Test
    void second_request_of_a_client_that_follows_redirections_is_refused() {
        HandshakeValidator handshake = new HandshakeValidator(lost, UNDERTOW);
        handshake.beforeRequest(Map.of());
        assertThat(lost.found()).isEmpty();
        assertThatIllegalStateException().isThrownBy(() -> handshake.beforeRequest(Map.of()));
        assertThat(lost.found()).singleElement().asString().contains("redirection");
    }

    @Test
    void second_request_of_another_client_is_sent_as_a_proxy_may_ask_for_a_password() {
        HandshakeValidator handshake = new HandshakeValidator(lost, TOMCAT);
        handshake.beforeRequest(Map.of());
        assertThatCode(() -> handshake.beforeRequest(Map.of())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sec-WebSocket-Extensions", "sec-websocket-extensions"})
    void extension_in_the_answer_ends_the_attempt_and_no_thread_of_the_client(String header) {
        HandshakeValidator handshake = new HandshakeValidator(lost, TOMCAT);
        handshake.afterResponse(() -> Map.of(header, List.of("permessage-deflate\u0007")));
        assertThat(lost.found()).containsExactly("expected no WebSocket extension but found permessage-deflate\\u0007");
    }

    @Test
    void answer_without_extensions_is_accepted() {
        HandshakeValidator handshake = new HandshakeValidator(lost, UNDERTOW);
        handshake.afterResponse(() -> Map.of("Upgrade", List.of("websocket"), "Sec-WebSocket-Extensions", List.of()));
        assertThat(lost.found()).isEmpty();
    }
}
