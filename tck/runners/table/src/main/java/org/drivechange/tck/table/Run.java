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
record Run(Properties measured, Tests tests, long excluded) {

    static final String MEASURED = "target/measured.properties";

    private static final Pattern SUITE = Pattern.compile(
            "<testsuite [^>]*?name=\"(?!org\\.drivechange\\.tck\\.measure)[^>]*? tests=\"(\\d+)\" errors=\"(\\d+)\" skipped=\"(\\d+)\" failures=\"(\\d+)\"",
            Pattern.DOTALL);

    /** Numbers of passed and failed tests. */
    record Tests(long passed, long failed) {

        Tests plus(Tests other) {
            return new Tests(passed + other.passed, failed + other.failed);
        }

        @Override
        public String toString() {
            return failed == 0 ? Long.toString(passed) : passed + ", but " + failed + " failed";
        }
    }

    static Run of(Path runner) {
        Properties measured = new Properties();
        try (InputStream in = Files.newInputStream(runner.resolve(MEASURED))) {
            measured.load(in);
            return new Run(
                    measured,
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
                        measured.getProperty("server"),
                        measured.getProperty("version").replace(".Final", ""),
                        measured.getProperty("java").replaceAll("\\..*", ""),
                        client(measured.getProperty("client")),
                        tests + " / " + excluded,
                        "%.2f s".formatted(Math.max(0, Long.parseLong(measured.getProperty("start-up"))) / 1000.0),
                        measured.getProperty("threads"))
                + " |";
    }

    private static String client(String type) {
        return Stream.of(
                        "io.undertow Undertow",
                        "org.glassfish.tyrus Tyrus",
                        "org.apache.tomcat Tomcat",
                        "com.ibm Liberty")
                .map(one -> one.split(" "))
                .filter(one -> type.startsWith(one[0]))
                .map(one -> one[1])
                .findFirst()
                .orElse(type);
    }

    private static Tests tests(Path reports) throws IOException {
        try (Stream<Path> files = Files.list(reports)) {
            return files.filter(file -> file.getFileName().toString().matches("TEST-.*\\.xml"))
                    .map(Run::testsIn)
                    .reduce(new Tests(0, 0), Tests::plus);
        }
    }

    private static Tests testsIn(Path report) {
        try {
            Matcher suite = SUITE.matcher(Files.readString(report));
            if (!suite.find()) {
                return new Tests(0, 0);
            }
            long failed = number(suite, 2) + number(suite, 4);
            return new Tests(number(suite, 1) - number(suite, 3) - failed, failed);
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
