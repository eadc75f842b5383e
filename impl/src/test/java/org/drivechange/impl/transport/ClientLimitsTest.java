// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClientLimitsTest {

    private static final String UNDERTOW = "io.undertow.websockets.jsr.ServerWebSocketContainer";
    private static final String LIBERTY = "com.ibm.ws.wsoc.external.WebSocketContainerExt";
    private static final String TYRUS = "org.glassfish.tyrus.client.ClientManager";
    private static final URI ENGINE = URI.create("wss://x.svc.ms/socket.io/?token=s3cr3t");

    private final ProxySelector selectorBefore = ProxySelector.getDefault();
    private final Logger logger = Logger.getLogger("org.drivechange");
    private final List<String> told = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            told.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
    }

    @AfterEach
    void restore() {
        logger.removeHandler(handler);
        ProxySelector.setDefault(selectorBefore);
    }

    @Test
    void a_client_that_knows_no_proxy_is_told_once_where_the_jdk_has_one() {
        ProxySelector.setDefault(ProxySelector.of(InetSocketAddress.createUnresolved("proxy", 3128)));
        for (String client : List.of(UNDERTOW, LIBERTY)) {
            ClientLimits limits = new ClientLimits(Map.of());
            told.clear();
            limits.warn(client, ENGINE);
            limits.warn(client, ENGINE);
            assertThat(told)
                    .singleElement()
                    .asString()
                    .startsWith("DRC3014 ")
                    .contains(client, "x.svc.ms")
                    .doesNotContain("s3cr3t");
        }
    }

    @Test
    void so_it_is_where_a_property_names_one() {
        new ClientLimits(Map.of("org.glassfish.tyrus.client.proxy", "http://alice:s3cr3t@proxy:3128"))
                .warn(UNDERTOW, ENGINE);
        assertThat(told).singleElement().asString().startsWith("DRC3014 ").doesNotContain("s3cr3t");
    }

    @Test
    void without_a_proxy_or_with_a_client_that_knows_them_nothing_is_said() {
        new ClientLimits(Map.of("a.name", "proxy")).warn(UNDERTOW, ENGINE);
        ProxySelector.setDefault(null);
        new ClientLimits(Map.of()).warn(LIBERTY, ENGINE);
        ProxySelector.setDefault(ProxySelector.of(InetSocketAddress.createUnresolved("proxy", 3128)));
        new ClientLimits(Map.of("org.glassfish.tyrus.client.proxy", "http://proxy:3128")).warn(TYRUS, ENGINE);
        assertThat(told).isEmpty();
    }
}
