// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.simulator.SimulatedDrive;
import org.drivechange.simulator.client.Chromium;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/**
 * The page of a new simulator for each test, in one browser for the class. After each test the console of the browser must be
 * empty.
 */
final class BrowserPage implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {

    static final String TARGET = "/me/drive/root";

    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private ChromeDriver browser;
    private GraphSimulator simulator;

    static ConditionFactory eventually() {
        return Awaitility.await().atMost(TIMEOUT).pollInterval(Duration.ofMillis(50));
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Chromium.assumeInstalled();
        browser = Chromium.start();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        simulator = GraphSimulator.start();
        browser.get(simulator.pageUrl());
        eventually().until(() -> text("drive-id").equals(drive().driveId()));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        try {
            assertThat(console()).as("the console of the browser").isEmpty();
        } finally {
            // a page that polls a closed simulator would log errors in the next test
            browser.get("about:blank");
            console();
            simulator.close();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (browser != null) {
            browser.quit();
        }
    }

    GraphSimulator simulator() {
        return simulator;
    }

    SimulatedDrive drive() {
        return simulator.drive(TARGET);
    }

    ChromeDriver browser() {
        return browser;
    }

    /** Returns and removes the messages of the browser's console. */
    List<String> console() {
        return browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    String text(String id) {
        return texts("#" + id).get(0);
    }

    /** Reads the texts in one script, because elements may be replaced at any time. */
    @SuppressWarnings("unchecked")
    List<String> texts(String selector) {
        String script = "return [...document.querySelectorAll(arguments[0])].map(element => element.innerText)";
        return (List<String>) browser.executeScript(script, selector);
    }

    /** Returns the names and sizes of the tree in its order. */
    List<String> tree() {
        return texts("#tree .name");
    }

    /** Loads the state, as the page does by itself every two seconds. */
    void refresh() {
        browser.executeAsyncScript("refresh().then(arguments[0])");
    }

    void awaitTree(String... names) {
        eventually().untilAsserted(() -> assertThat(tree()).containsExactly(names));
    }

    void awaitText(String id, String text) {
        eventually().untilAsserted(() -> assertThat(text(id)).isEqualTo(text));
    }

    /** Clicks the button with this text or label, and waits for the message that its call succeeded. */
    void run(String button) {
        click(button);
        awaitText("status", button + ": done.");
    }

    void click(String button) {
        String script = "return [...document.querySelectorAll('button')]"
                + ".find(button => (button.ariaLabel || button.textContent) === arguments[0])";
        WebElement found = (WebElement) browser.executeScript(script, button);
        assertThat(found).as(button).isNotNull();
        found.click();
    }

    /** Replaces the text of the focused field as a keyboard or an input method does; also with characters beyond the BMP. */
    void type(String text) {
        new Actions(browser)
                .keyDown(Keys.CONTROL)
                .sendKeys("a")
                .keyUp(Keys.CONTROL)
                .perform();
        browser.executeCdpCommand("Input.insertText", Map.of("text", text));
    }

    void press(CharSequence... keys) {
        new Actions(browser).sendKeys(keys).perform();
    }

    /** Returns the label of the focused element, in a script: the browser's accessibility tree would slow the tests down. */
    String focused() {
        String script = "const focused = document.activeElement;"
                + "return focused.ariaLabel || (focused.labels?.[0] || focused).firstChild?.textContent.trim() || ''";
        return (String) browser.executeScript(script);
    }

    /** Presses Tab until the element with this label has the focus, at most once around the page. */
    void tabTo(String name) {
        press(Keys.TAB);
        int left = 100;
        while (!focused().equals(name)) {
            assertThat(left--).as("focus never reached " + name).isPositive();
            press(Keys.TAB);
        }
        assertThat(browser.switchTo().activeElement().getCssValue("outline-style"))
                .as("visible focus")
                .isNotEqualTo("none");
    }
}
