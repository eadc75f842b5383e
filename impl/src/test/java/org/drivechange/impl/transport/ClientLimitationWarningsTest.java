// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.drivechange.impl.LogLines;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClientLimitationWarningsTest {

    private static final String UNDERTOW = "io.undertow.websockets.jsr.ServerWebSocketContainer";
    private static final String LIBERTY = "com.ibm.ws.wsoc.external.WebSocketContainerExt";
    private static final String TYRUS = "org.glassfish.tyrus.client.ClientManager";
    private static final URI ENGINE = URI.create("wss://x.svc.ms/socket.io/?token=s3cr3t");

    private final ProxySelector selectorBefore = ProxySelector.getDefault();
    private final LogLines log = new LogLines();

    @AfterEach
    void restore() {
        log.close();
        ProxySelector.setDefault(selectorBefore);
    }

    @Test
    void client_without_proxy_support_is_reported_once_if_the_jdk_has_a_proxy() {
        ProxySelector.setDefault(ProxySelector.of(InetSocketAddress.createUnresolved("proxy", 3128)));
        for (String client : List.of(UNDERTOW, LIBERTY)) {
            ClientLimitationWarnings limits = new ClientLimitationWarnings(Map.of());
            log.clear();
            limits.warn(client, ENGINE);
            limits.warn(client, ENGINE);
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("DRC3014 ")
                    .contains(client, "x.svc.ms")
                    .doesNotContain("s3cr3t");
        }
    }

    @Test
    void proxy_property_also_triggers_the_warning() {
        new ClientLimitationWarnings(Map.of("org.glassfish.tyrus.client.proxy", "http://alice:s3cr3t@proxy:3128"))
                .warn(UNDERTOW, ENGINE);
        assertThat(log.lines())
                .singleElement()
                .asString()
                .startsWith("DRC3014 ")
                .doesNotContain("s3cr3t");
    }

    @Test
    void warnings_are_not_logged_without_a_proxy_or_with_proxy_support() {
        new ClientLimitationWarnings(Map.of("a.name", "proxy")).warn(UNDERTOW, ENGINE);
        ProxySelector.setDefault(null);
        new ClientLimitationWarnings(Map.of()).warn(LIBERTY, ENGINE);
        ProxySelector.setDefault(ProxySelector.of(InetSocketAddress.createUnresolved("proxy", 3128)));
        new ClientLimitationWarnings(Map.of("org.glassfish.tyrus.client.proxy", "http://proxy:3128"))
                .warn(TYRUS, ENGINE);
        assertThat(log.lines()).isEmpty();
    }
}
