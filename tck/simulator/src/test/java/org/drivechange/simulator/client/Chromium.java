// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.client;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Headless Chromium and its driver from the PATH. */
public final class Chromium {

    private static final String REQUIRED = "drivechange.browser.required";

    private static final Duration START = Duration.ofMinutes(2);

    private Chromium() {}

    /** Skips the calling test if there is no Chromium; fails it if the browser is required. */
    public static void assumeInstalled() {
        if (!Boolean.getBoolean(REQUIRED)) {
            Assumptions.assumeTrue(
                    program("chromium").isPresent() && program("chromedriver").isPresent(),
                    "chromium and chromedriver are not on the PATH");
        }
    }

    public static ChromeDriver start() {
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(required("chromedriver"))
                .withTimeout(START)
                .build();
        return new ChromeDriver(service, options());
    }

    private static ChromeOptions options() {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(required("chromium"));
        // builds run as root, where Chromium has no sandbox; it opens the page of the simulator only
        options.addArguments(
                "--headless=new",
                "--disable-gpu",
                "--hide-scrollbars",
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--window-size=1000,900");
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
