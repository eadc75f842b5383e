// SPDX-License-Identifier: Apache-2.0
package org.drivechange.samples.war;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Headless Chromium and its driver from the PATH. */
final class Chromium {

    private static final String REQUIRED = "drivechange.browser.required";

    private static final Dimension WINDOW = new Dimension(1000, 900);

    private Chromium() {}

    /** Skips the calling test if there is no Chromium; fails it if the browser is required. */
    static void assumeInstalled() {
        if (!Boolean.getBoolean(REQUIRED)) {
            Assumptions.assumeTrue(
                    program("chromium").isPresent() && program("chromedriver").isPresent(),
                    "chromium and chromedriver are not on the PATH");
        }
    }

    static ChromeDriver start() {
        return start(options());
    }

    static ChromeDriver startWithoutJavaScript() {
        Map<String, Object> off = Map.of("profile.managed_default_content_settings.javascript", 2);
        return start(options().setExperimentalOption("prefs", off));
    }

    /** Restores the state of a started browser, and empties its log. */
    static void reset(ChromeDriver browser) {
        browser.get("about:blank");
        prefer(browser, "");
        browser.manage().window().setSize(WINDOW);
        browser.manage().logs().get(LogType.BROWSER);
    }

    /** Sets the colour scheme that the user prefers; an empty one is the default. */
    static void prefer(ChromeDriver browser, String scheme) {
        Map<String, String> feature = Map.of("name", "prefers-color-scheme", "value", scheme);
        browser.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
    }

    private static ChromeDriver start(ChromeOptions options) {
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(required("chromedriver"))
                .build();
        return new ChromeDriver(service, options);
    }

    private static ChromeOptions options() {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(required("chromium"));
        // builds run as root, where Chromium has no sandbox; it opens the sample's page only
        options.addArguments(
                "--headless=new",
                "--hide-scrollbars",
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--window-size=" + WINDOW.getWidth() + "," + WINDOW.getHeight());
        options.setCapability("goog:loggingPrefs", logs);
        return options;
    }

    private static File required(String name) {
        return program(name)
                .orElseThrow(
                        () -> new IllegalStateException(name + " is not on the PATH (and " + REQUIRED + " is set)"))
                .toFile();
    }

    private static Optional<Path> program(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
