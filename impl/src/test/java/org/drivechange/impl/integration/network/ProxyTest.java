// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.drivechange.DriveChange;
import org.drivechange.DriveNotification;
import org.drivechange.impl.integration.fixture.TestApplication;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.testkit.EventRecorder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests Graph and WebSocket connections through a real proxy, verified by the proxy's log. */
class ProxyTest {

    private static final String ME = "/me/drive/root";
    private static final String GET = "GET /v1.0/me/drive/root/subscriptions/socketIo";
    private static final String PROPERTIES = "drivechange.websocket.properties.";

    private final ProxySelector selectorBefore = ProxySelector.getDefault();
    private final Authenticator authenticatorBefore = Authenticator.getDefault();
    private GraphSimulator simulator;

    @BeforeEach
    void startSimulator() {
        simulator = GraphSimulator.start();
    }

    @AfterEach
    void restore() {
        ProxySelector.setDefault(selectorBefore);
        Authenticator.setDefault(authenticatorBefore);
        simulator.close();
    }

    @ApplicationScoped
    static class Inbox {

        @DriveChange(target = ME)
        void changed(DriveNotification notification) {}
    }

    @Test
    void proxy_without_password_needs_only_the_jdks_settings() {
        try (var proxy = RealProxy.open()) {
            ProxySelector.setDefault(ProxySelector.of(proxy.address()));
            assertChangeArrives(Map.of());
            assertThat(proxy.passed()).hasSize(2).first().isEqualTo(GET);
            assertThat(proxy.passed()).last().asString().startsWith("CONNECT localhost:");
        }
    }

    @Test
    void websocket_can_use_a_separate_proxy() {
        try (var proxy = RealProxy.open()) {
            assertChangeArrives(Map.of(PROPERTIES + "org.glassfish.tyrus.client.proxy", url(proxy)));
            assertThat(proxy.passed()).singleElement().asString().startsWith("CONNECT localhost:");
        }
    }

    @Test
    void proxy_password_is_from_the_authenticator_for_graph_and_a_property_for_the_websocket() {
        try (var proxy = RealProxy.withPassword("alice", "s3cr3t-pässword")) {
            ProxySelector.setDefault(ProxySelector.of(proxy.address()));
            Authenticator.setDefault(new ProxyAuthenticator("alice", "s3cr3t-pässword"));
            assertChangeArrives(credentials("alice", "s3cr3t-pässword"));
            assertThat(proxy.passed()).hasSize(2).first().isEqualTo(GET);
        }
    }

    @Test
    void numeric_password_is_kept_as_text() {
        try (var proxy = RealProxy.withPassword("alice", "20260042")) {
            Map<String, String> more = new HashMap<>(credentials("alice", "20260042"));
            more.put(PROPERTIES + "org.glassfish.tyrus.client.proxy", url(proxy));
            assertChangeArrives(more);
            assertThat(proxy.passed()).hasSize(1);
        }
    }

    @Test
    void proxy_refusal_is_reported_without_the_password() {
        try (var proxy = RealProxy.withPassword("alice", "s3cr3t")) {
            ProxySelector.setDefault(ProxySelector.of(proxy.address()));
            String address =
                    proxy.address().getHostString() + ":" + proxy.address().getPort();
            assertThat(problem(Map.of())).startsWith("DRC2407 " + ME).endsWith(address + ", but none is configured");
            Authenticator.setDefault(new ProxyAuthenticator("alice", "s3cr3t-no"));
            assertThat(problem(Map.of())).startsWith("DRC2408 " + ME).endsWith(address);
            Authenticator.setDefault(new ProxyAuthenticator("alice", "s3cr3t"));
            assertThat(problem(credentials("alice", "s3cr3t-no")))
                    .startsWith("DRC3001 " + ME)
                    .contains("407")
                    .doesNotContain("s3cr3t");
            assertThat(proxy.passed()).allMatch(GET::equals);
        }
    }

    @Test
    void unreachable_proxy_is_named() {
        RealProxy closed = RealProxy.open();
        closed.close();
        ProxySelector.setDefault(ProxySelector.of(closed.address()));
        assertThat(problem(Map.of()))
                .startsWith("DRC2003 " + ME)
                .contains(URI.create(simulator.graphUrl()).getAuthority() + " through the proxy 127.0.0.1:");
    }

    private void assertChangeArrives(Map<String, String> more) {
        try (var application = TestApplication.start(simulator, more, Inbox.class, EventRecorder.class)) {
            application.events().awaitOpened(ME, 1);
            simulator.emit(ME);
            application.events().awaitChanges(ME, 1);
        }
    }

    private String problem(Map<String, String> more) {
        try (var application = TestApplication.start(simulator, more, Inbox.class, EventRecorder.class)) {
            await().until(() -> application.watch(ME).lastError().isPresent());
            return application.watch(ME).lastError().orElseThrow();
        }
    }

    private static String url(RealProxy proxy) {
        return "http://127.0.0.1:" + proxy.address().getPort();
    }

    private static Map<String, String> credentials(String user, String password) {
        return Map.of(
                PROPERTIES + "weblogic.websocket.client.PROXY_USERNAME", user,
                PROPERTIES + "weblogic.websocket.client.PROXY_PASSWORD", password);
    }

    /** Authenticator with the password of proxies; fails on a request for a server's password. */
    private static final class ProxyAuthenticator extends Authenticator {

        private final String user;
        private final String password;

        ProxyAuthenticator(String user, String password) {
            this.user = user;
            this.password = password;
        }

        @Override
        protected PasswordAuthentication getPasswordAuthentication() {
            assertThat(getRequestorType()).isEqualTo(RequestorType.PROXY);
            assertThat(List.of(getRequestingHost(), getRequestingProtocol())).containsExactly("127.0.0.1", "http");
            return new PasswordAuthentication(user, password.toCharArray());
        }
    }
}
