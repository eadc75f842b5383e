// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryEncodingWorkaroundTest {

    private static final URI ASKED = URI.create("wss://h:1/socket.io/?a=%2B%20%25&b=%C3%A9+x&EIO=4");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io.undertow.websockets.jsr.ServerWebSocketContainer",
                "com.ibm.ws.wsoc.external.WebSocketContainerExt"
            })
    void decoded_query_equals_the_original(String client) {
        URI spelt = QueryEncodingWorkaround.of(ASKED, client);

        assertThat(spelt.getQuery()).isEqualTo(ASKED.getRawQuery());
        assertThat(spelt.getPath()).isEqualTo(ASKED.getPath());
        assertThat(spelt.getAuthority()).isEqualTo(ASKED.getAuthority());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"org.apache.tomcat.websocket.WsWebSocketContainer", "org.glassfish.tyrus.client.ClientManager"})
    void other_clients_receive_the_query_unchanged(String client) {
        assertThat(QueryEncodingWorkaround.of(ASKED, client)).isEqualTo(ASKED);
    }

    @Test
    void workaround_keeps_a_url_without_a_query() {
        URI bare = URI.create("wss://h/socket.io/");

        assertThat(QueryEncodingWorkaround.of(bare, "io.undertow.x")).isEqualTo(bare);
    }
}
