// SPDX-License-Identifier: Apache-2.0
package org.drivechange.samples.war;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.drivechange.samples.war.SampleServer.DRIVE;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.drivechange.simulator.DropMode;
import org.drivechange.simulator.SimulatedDrive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;

/** Tests the page in a real browser. */
class PageTest {

    private static SampleServer server;
    private static ChromeDriver shared;
    private ChromeDriver browser;

    @BeforeAll
    static void start() throws Exception {
        Chromium.assumeInstalled();
        server = new SampleServer();
        shared = Chromium.start();
    }

    @AfterAll
    static void stop() throws Exception {
        if (shared != null) {
            shared.quit();
        }
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void open() {
        browser = shared;
        Chromium.reset(browser);
        browser.get(server.url());
        await().until(() -> text("stream").equals("Live") && state().equals("Open"));
    }

    @AfterEach
    void quit() {
        if (browser != shared) {
            browser.quit();
        }
    }

    @Test
    void page_shows_notifications_without_reload() {
        browser.executeScript("window.sameDocument = true");
        String resource = emit("4f1e9c2a");

        await().untilAsserted(() -> assertThat(events().get(0)).contains("Change", DRIVE, resource));
        assertThat(browser.findElement(By.cssSelector("[aria-live=polite]")).getText())
                .endsWith("Change: " + DRIVE);
        assertThat(browser.executeScript("return window.sameDocument")).isEqualTo(true);
        assertThat(browser.manage().logs().get(LogType.BROWSER)).isEmpty();
    }

    @Test
    void page_shows_items_with_deleted_ones_struck_out() {
        SimulatedDrive drive = server.graph().drive(DRIVE);
        String id = drive.create(drive.root(), "may <b>.pdf", 48_213);
        await().untilAsserted(() -> assertThat(text("items")).contains("may <b>.pdf"));
        assertThat(items().get(0)).contains("Changed", "may <b>.pdf", "File", "48.2 kB");
        assertThat(texts("#items del")).doesNotContain("may <b>.pdf");
        await().untilAsserted(() -> assertThat(Integer.parseInt(text("sessions td:nth-child(6)")))
                .as("items of the session")
                .isPositive());
        drive.delete(id);

        await().untilAsserted(() -> assertThat(texts("#items del")).contains("may <b>.pdf"));
        assertThat(items().get(0)).contains("Deleted", "may <b>.pdf");
        await().untilAsserted(() -> assertThat(text("latest")).endsWith("Deleted: may <b>.pdf"));
    }

    @Test
    void page_shows_the_states_of_a_lost_session() {
        server.graph().refuseUpgrades(Integer.MAX_VALUE);
        server.graph().drop(DRIVE, DropMode.RESET);

        await().until(() -> state().equals("Waiting"));
        assertThat(events().get(0)).contains("Closed");
        assertThat(text("sessions")).contains("DRC3");
        server.graph().refuseUpgrades(0);

        await().until(() -> state().equals("Open"));
        await().untilAsserted(() -> assertThat(events().get(0)).contains("Catch-up"));
        assertThat(events().get(1)).contains("Opened", "Session reopened");
        await().untilAsserted(() -> assertThat(text("sessions")).doesNotContain("DRC3"));
    }

    @Test
    void page_shows_the_keyboard_focus_in_order() {
        List<String> reached = List.of(tab(), tab(), tab(), tab());

        assertThat(reached).containsExactly("Pause", "Sessions", "Items", "Events");
    }

    @Test
    void page_stops_updates_when_paused_with_the_keyboard() {
        tab();
        press(Keys.SPACE);
        assertThat(text("stream")).isEqualTo("Paused");
        List<String> before = events();

        emit("whilePaused");
        await().until(() -> server.rendered().contains("whilePaused"));
        assertThat(events()).isEqualTo(before);
        press(Keys.SPACE);

        await().untilAsserted(() -> assertThat(events().get(0)).contains("whilePaused"));
        assertThat(text("stream")).isEqualTo("Live");
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void page_has_no_axe_violations(String scheme) throws IOException {
        everyKindOfEvent();
        Chromium.prefer(browser, scheme);
        Files.write(Path.of("target", "page-" + scheme + ".png"), browser.getScreenshotAs(OutputType.BYTES));

        assertThat(new AxeBuilder().analyze(browser).getViolations())
                .extracting(Rule::getId, Rule::getNodes)
                .isEmpty();
    }

    @Test
    void page_scrolls_its_tables_in_a_narrow_window() {
        everyKindOfEvent();
        browser.manage().window().setSize(new Dimension(500, 900));

        assertThat(browser.executeScript("return document.documentElement.scrollWidth <= window.innerWidth"))
                .isEqualTo(true);
    }

    @Test
    void page_escapes_markup_of_a_notification() {
        String markup = "<script>window.hacked = true</script><img src=x onerror='window.hacked = true'>";
        emit(markup);

        await().untilAsserted(() -> assertThat(events().get(0)).contains(markup));
        assertThat(browser.findElements(By.cssSelector("main script, main img")))
                .isEmpty();
        browser.navigate().refresh();
        assertThat(events().get(0)).contains(markup);
        assertThat(browser.executeScript("return window.hacked")).isNull();
    }

    @Test
    void page_shows_the_current_state_without_javascript() {
        emit("beforeLoading");
        browser = Chromium.startWithoutJavaScript();

        await().untilAsserted(() -> {
            browser.get(server.url());
            assertThat(events().get(0)).contains("beforeLoading");
        });
        assertThat(state()).isEqualTo("Open");
        assertThat(browser.findElement(By.tagName("noscript")).getText()).contains("Load the page again");
        assertThat(browser.findElement(By.id("pause")).isDisplayed()).isFalse();
    }

    private static String emit(String resource) {
        server.graph().emit(DRIVE, "{\"value\":[{\"resource\":\"" + resource + "\"}]}");
        return resource;
    }

    private void everyKindOfEvent() {
        SimulatedDrive drive = server.graph().drive(DRIVE);
        String june = "june " + drive.items().size() + ".pdf";
        String id = drive.create(drive.root(), june, 48_213);
        drive.create(drive.root(), june.replace("june", "may"), 2_100_000);
        drive.createFolder(drive.root(), june.replace(".pdf", ""));
        await().untilAsserted(() -> assertThat(text("items")).contains(june));
        drive.delete(id);
        await().untilAsserted(() -> assertThat(texts("#items del")).contains(june));
        server.graph().drop(DRIVE, DropMode.RESET);
        await().until(() -> server.graph().sessions(DRIVE) == 1);
        server.graph().emit(DRIVE);
        await().untilAsserted(() -> assertThat(events().get(0)).contains("Change"));
        assertThat(text("events")).contains("Catch-up", "Closed", "Opened");
    }

    private String text(String id) {
        return texts("#" + id).get(0);
    }

    private String state() {
        return String.join("", texts("#sessions .badge"));
    }

    private List<String> items() {
        return texts("#items tr");
    }

    private List<String> events() {
        return texts("#events tr");
    }

    /** Reads the text in one script, because elements may be replaced at any time. */
    @SuppressWarnings("unchecked")
    private List<String> texts(String selector) {
        String script = "return [...document.querySelectorAll(arguments[0])].map(element => element.innerText)";
        return (List<String>) browser.executeScript(script, selector);
    }

    /** Presses the key and returns the name of the focused element, whose focus must be visible. */
    private String tab() {
        press(Keys.TAB);
        WebElement focused = browser.switchTo().activeElement();
        assertThat(focused.getCssValue("outline-style")).isEqualTo("solid");
        assertThat(focused.getCssValue("outline-width")).isEqualTo("3px");
        return focused.getAccessibleName();
    }

    private void press(Keys key) {
        new Actions(browser).sendKeys(key).perform();
    }
}
