// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Results of one runner for its server. */
record RunnerResult(Properties measurements, TestCounts tests, long excluded) {

    static final String MEASUREMENTS = "target/measurements.properties";

    private static final Pattern SUITE = Pattern.compile(
            "<testsuite [^>]*?name=\"(?!org\\.drivechange\\.tck\\.measure)[^>]*? tests=\"(\\d+)\" errors=\"(\\d+)\" skipped=\"(\\d+)\" failures=\"(\\d+)\"",
            Pattern.DOTALL);

    /** Numbers of passed and failed tests. */
    record TestCounts(long passed, long failed) {

        TestCounts plus(TestCounts other) {
            return new TestCounts(passed + other.passed, failed + other.failed);
        }

        @Override
        public String toString() {
            return failed == 0 ? Long.toString(passed) : passed + ", but " + failed + " failed";
        }
    }

    static RunnerResult of(Path runner) {
        Properties measurements = new Properties();
        try (InputStream in = Files.newInputStream(runner.resolve(MEASUREMENTS))) {
            measurements.load(in);
            return new RunnerResult(
                    measurements,
                    tests(runner.resolve("target/surefire-reports")),
                    excluded(runner.resolve("src/test/resources/exclusions.txt")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String row() {
        return "| "
                + String.join(
                        " | ",
                        measurements.getProperty("server"),
                        measurements.getProperty("version").replace(".Final", ""),
                        measurements.getProperty("java").replaceAll("\\..*", ""),
                        client(measurements.getProperty("client")),
                        tests + " / " + excluded,
                        "%.2f s".formatted(Math.max(0, Long.parseLong(measurements.getProperty("start-up"))) / 1000.0),
                        measurements.getProperty("threads"))
                + " |";
    }

    private static String client(String type) {
        return Stream.of(
                        "io.undertow Undertow",
                        "org.glassfish.tyrus Tyrus",
                        "org.apache.tomcat Tomcat",
                        "com.ibm Liberty")
                .map(pair -> pair.split(" "))
                .filter(pair -> type.startsWith(pair[0]))
                .map(pair -> pair[1])
                .findFirst()
                .orElse(type);
    }

    private static TestCounts tests(Path reports) throws IOException {
        try (Stream<Path> files = Files.list(reports)) {
            return files.filter(file -> file.getFileName().toString().matches("TEST-.*\\.xml"))
                    .map(RunnerResult::testsIn)
                    .reduce(new TestCounts(0, 0), TestCounts::plus);
        }
    }

    private static TestCounts testsIn(Path report) {
        try {
            Matcher suite = SUITE.matcher(Files.readString(report));
            if (!suite.find()) {
                return new TestCounts(0, 0);
            }
            long failed = number(suite, 2) + number(suite, 4);
            return new TestCounts(number(suite, 1) - number(suite, 3) - failed, failed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long number(Matcher suite, int group) {
        return Long.parseLong(suite.group(group));
    }

    private static long excluded(Path list) throws IOException {
        if (Files.notExists(list)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(list)) {
            return lines.filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .count();
        }
    }
}
