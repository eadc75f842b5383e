// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryEncodingWorkaroundTest {

    private static final URI ORIGINAL = URI.create("wss://h:1/socket.io/?a=%2B%20%25&b=%C3%A9+x&EIO=4");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io.undertow.websockets.jsr.ServerWebSocketContainer",
                "com.ibm.ws.wsoc.external.WebSocketContainerExt"
            })
    void decoded_query_equals_the_original(String client) {
        URI encoded = QueryEncodingWorkaround.of(ORIGINAL, client);

        assertThat(encoded.getQuery()).isEqualTo(ORIGINAL.getRawQuery());
        assertThat(encoded.getPath()).isEqualTo(ORIGINAL.getPath());
        assertThat(encoded.getAuthority()).isEqualTo(ORIGINAL.getAuthority());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"org.apache.tomcat.websocket.WsWebSocketContainer", "org.glassfish.tyrus.client.ClientManager"})
    void other_clients_receive_the_query_unchanged(String client) {
        assertThat(QueryEncodingWorkaround.of(ORIGINAL, client)).isEqualTo(ORIGINAL);
    }

    @Test
    void workaround_keeps_a_url_without_a_query() {
        URI bare = URI.create("wss://h/socket.io/");

        assertThat(QueryEncodingWorkaround.of(bare, "io.undertow.x")).isEqualTo(bare);
    }
}
