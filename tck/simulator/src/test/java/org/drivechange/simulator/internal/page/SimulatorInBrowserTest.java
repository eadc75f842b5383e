// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.drivechange.simulator.client.SocketIoTestClient.EIO_4;
import static org.drivechange.simulator.internal.page.BrowserPage.TARGET;
import static org.drivechange.simulator.internal.page.BrowserPage.eventually;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.drivechange.simulator.client.DeltaTestClient;
import org.drivechange.simulator.client.SimulatorHttpClient;
import org.drivechange.simulator.client.SocketIoTestClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** Tests the buttons for sessions, the network and Graph, and the use of the page without a mouse, in headless Chromium. */
@Tag("soak")
class SimulatorInBrowserTest {

    @RegisterExtension
    static final BrowserPage PAGE = new BrowserPage();

    private static SocketIoTestClient session() {
        SocketIoTestClient session = SocketIoTestClient.joined(PAGE.simulator(), TARGET, EIO_4);
        PAGE.refresh();
        assertThat(PAGE.texts("#sessions td")).containsExactly(TARGET, "1");
        assertThat(PAGE.text("network")).endsWith(", 1 open WebSockets");
        return session;
    }

    private static void awaitNoSession() {
        eventually().untilAsserted(() -> assertThat(PAGE.texts("#sessions td")).isNotEqualTo(List.of(TARGET, "1")));
        assertThat(PAGE.simulator().sessions(TARGET)).isZero();
    }

    private static SimulatorHttpClient graph() {
        return new SimulatorHttpClient(PAGE.simulator());
    }

    private static List<Integer> subscriptions(int count) {
        return Stream.generate(() -> graph().subscribe(TARGET).statusCode())
                .limit(count)
                .toList();
    }

    private static int delta() {
        return DeltaTestClient.get(new DeltaTestClient(PAGE.simulator(), TARGET).start())
                .statusCode();
    }

    @Test
    void buttons_send_a_notification_and_expire_subscriptions() {
        try (SocketIoTestClient session = session()) {
            PAGE.run("Send a notification");
            assertThat(session.text()).startsWith("42/").contains("notification");
            PAGE.run("Expire subscriptions");
            assertThat(session.text()).startsWith("41/");
            awaitNoSession();
        }
    }

    @Test
    void button_resets_connections() {
        try (SocketIoTestClient session = session()) {
            PAGE.run("Reset connections");
            eventually().until(() -> session.closeFuture().isCompletedExceptionally());
            awaitNoSession();
            eventually().untilAsserted(() -> assertThat(PAGE.text("network")).endsWith(", 0 open WebSockets"));
        }
    }

    @Test
    void button_silences_connections_which_remain_open() {
        try (SocketIoTestClient session = session()) {
            PAGE.run("Silence connections");
            awaitNoSession();
            PAGE.run("Send a notification");
            assertThat(PAGE.text("network")).endsWith(", 1 open WebSockets");
            assertThat(session.isSilent()).isTrue();
        }
    }

    @Test
    void buttons_freeze_and_thaw_graph() {
        PAGE.run("Freeze");
        eventually().untilAsserted(() -> assertThat(PAGE.text("network")).startsWith("frozen, "));
        CompletableFuture<HttpResponse<String>> response = graph().subscribeAsync(TARGET);
        PAGE.run("Create 10 files");
        assertThat(response).isNotDone();
        PAGE.run("Thaw");
        assertThat(response.join().statusCode()).isEqualTo(200);
        eventually().untilAsserted(() -> assertThat(PAGE.text("network")).startsWith("running, "));
    }

    @Test
    void buttons_refuse_and_accept_websockets() {
        PAGE.run("Refuse WebSockets");
        eventually().untilAsserted(() -> assertThat(PAGE.text("network")).contains("refuses WebSockets"));
        assertThatThrownBy(() -> SocketIoTestClient.joined(PAGE.simulator(), TARGET, EIO_4))
                .hasStackTraceContaining("WebSocketHandshakeException");
        PAGE.run("Accept WebSockets");
        eventually().untilAsserted(() -> assertThat(PAGE.text("network")).contains("accepts WebSockets"));
        session().close();
    }

    @Test
    void button_throttles_three_subscriptions() {
        PAGE.run("Throttle 3 subscriptions");
        assertThat(subscriptions(4)).containsExactly(429, 429, 429, 200);
    }

    @Test
    void buttons_throttle_three_delta_requests_and_clear_the_faults() {
        PAGE.run("Throttle 3 delta requests");
        assertThat(List.of(delta(), delta(), delta(), delta())).containsExactly(429, 429, 429, 200);
        PAGE.run("Throttle 3 delta requests");
        PAGE.run("Clear delta faults");
        assertThat(delta()).isEqualTo(200);
    }

    @Test
    void button_expires_the_tokens_of_the_delta() {
        String link = new DeltaTestClient(PAGE.simulator(), TARGET).latest();
        assertThat(DeltaTestClient.get(link).statusCode()).isEqualTo(200);
        PAGE.run("Resync: expire delta tokens");
        assertThat(DeltaTestClient.get(link).statusCode()).isEqualTo(410);
    }

    @Test
    void keyboard_alone_creates_edits_renames_moves_and_deletes() {
        PAGE.tabTo("New folder root");
        PAGE.press(Keys.ENTER);
        assertThat(PAGE.focused()).isEqualTo("Name");
        PAGE.press("Invoices", Keys.ENTER);
        PAGE.awaitTree("root/", "Invoices/");
        assertThat(PAGE.focused()).isEqualTo("New folder root");
        PAGE.tabTo("New file Invoices");
        PAGE.press(Keys.SPACE);
        PAGE.press("may.pdf", Keys.TAB, "5", Keys.ENTER);
        PAGE.awaitTree("root/", "Invoices/", "may.pdf, 5 bytes");
        PAGE.tabTo("Edit may.pdf");
        PAGE.press(Keys.ENTER);
        PAGE.press(Keys.ENTER);
        PAGE.awaitTree("root/", "Invoices/", "may.pdf, 6 bytes");
        PAGE.tabTo("Rename may.pdf");
        PAGE.press(Keys.ENTER);
        PAGE.press("june.pdf", Keys.ENTER);
        PAGE.awaitTree("root/", "Invoices/", "june.pdf, 6 bytes");
        PAGE.tabTo("Move june.pdf");
        PAGE.press(Keys.ENTER);
        assertThat(PAGE.focused()).isEqualTo("Folder");
        PAGE.press(Keys.ARROW_UP, Keys.TAB, Keys.ENTER);
        eventually()
                .untilAsserted(() -> assertThat(PAGE.texts("#tree > li > ul > li > .name"))
                        .containsExactly("Invoices/", "june.pdf, 6 bytes"));
        assertThat(PAGE.focused()).isEqualTo("Move june.pdf");
        PAGE.tabTo("Delete june.pdf");
        PAGE.press(Keys.SPACE);
        PAGE.awaitTree("root/", "Invoices/");
        assertThat(PAGE.focused()).isEqualTo("New file root");
        PAGE.tabTo("Freeze");
        PAGE.press(Keys.ENTER);
        PAGE.awaitText("status", "Freeze: done.");
    }

    @Test
    void page_has_no_axe_violations() {
        String folder = PAGE.drive().createFolder(PAGE.drive().root(), "Invoices");
        PAGE.drive().create(folder, "may.pdf", 1);
        try (SocketIoTestClient session = session()) {
            assertThat(session.closeFuture()).isNotDone();
            assertNoViolations(new AxeBuilder());
        }
        PAGE.click("Move may.pdf");
        assertNoViolations(new AxeBuilder().include("#dialog"));
        PAGE.press(Keys.ESCAPE);
        Map<String, String> dark = Map.of("name", "prefers-color-scheme", "value", "dark");
        PAGE.browser().executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(dark)));
        PAGE.browser().executeScript("report('An error', true)");
        assertNoViolations(new AxeBuilder().withRules(List.of("color-contrast")));
    }

    private static void assertNoViolations(AxeBuilder axe) {
        assertThat(axe.analyze(PAGE.browser()).getViolations())
                .extracting(Rule::getId, Rule::getNodes)
                .isEmpty();
    }

    @Test
    void page_names_each_control_for_screen_readers() {
        PAGE.drive().create(PAGE.drive().root(), "may.pdf", 1);
        PAGE.refresh();
        assertThat(PAGE.browser().findElements(By.cssSelector("#tree button")))
                .extracting(WebElement::getAccessibleName)
                .containsExactly(
                        "New file root",
                        "New folder root",
                        "Edit may.pdf",
                        "Rename may.pdf",
                        "Move may.pdf",
                        "Delete may.pdf");
        assertThat(PAGE.browser().findElement(By.id("status")).getAriaRole()).isEqualTo("status");
        assertThat(PAGE.browser().findElements(By.cssSelector("section")))
                .extracting(WebElement::getAccessibleName)
                .containsExactly("Drive", "Joined sessions", "Network", "Graph and delta");
        PAGE.click("Rename may.pdf");
        assertThat(PAGE.browser().findElement(By.tagName("dialog")).getAccessibleName())
                .isEqualTo("Rename may.pdf");
        PAGE.press(Keys.ESCAPE);
    }

    @Test
    void page_fits_a_narrow_window() {
        Dimension before = PAGE.browser().manage().window().getSize();
        PAGE.drive().create(PAGE.drive().root(), "long".repeat(60), 1);
        PAGE.refresh();
        PAGE.browser().manage().window().setSize(new Dimension(500, 900));
        try {
            assertThat(PAGE.browser().executeScript("return document.documentElement.scrollWidth <= window.innerWidth"))
                    .isEqualTo(true);
        } finally {
            PAGE.browser().manage().window().setSize(before);
        }
    }
}
