// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests that every statement has a test and every test a statement. */
class StatementsTest {

    @Test
    void statements_and_assertions_have_the_same_ids() throws Exception {
        TreeSet<String> asserted = new TreeSet<>();
        assertions()
                .forEach(test -> asserted.addAll(
                        List.of(test.getAnnotation(Assertion.class).id())));

        assertThat(asserted).containsExactlyElementsOf(new TreeSet<>(statements()));
    }

    @Test
    void statements_have_unique_ids_and_a_sentence_each() throws IOException {
        assertThat(statements()).doesNotHaveDuplicates().hasSizeGreaterThan(80);
        assertThat(lines()).allSatisfy(line -> assertThat(line).matches("[a-z]+-\\d\\d +[A-Z@a-z].*\\."));
    }

    @Test
    void tests_are_assertions() throws Exception {
        assertThat(classes())
                .flatExtracting(type -> Arrays.asList(type.getDeclaredMethods()))
                .allSatisfy(method -> assertThat(method.isAnnotationPresent(Test.class))
                        .as(method.toString())
                        .isFalse());
        assertThat(assertions()).hasSizeGreaterThan(80);
    }

    private static List<Method> assertions() throws Exception {
        return classes().stream()
                .flatMap(type -> Stream.of(type.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Assertion.class))
                .toList();
    }

    private static List<Class<?>> classes() throws IOException, URISyntaxException {
        Path root = Path.of(Assertion.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(root::relativize)
                    .map(Path::toString)
                    .filter(name -> name.endsWith("Test.class"))
                    .<Class<?>>map(name -> load(name.replace(".class", "").replace('/', '.')))
                    .toList();
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> statements() throws IOException {
        return lines().stream().map(line -> line.split(" ", 2)[0]).toList();
    }

    private static List<String> lines() throws IOException {
        try (BufferedReader text = new BufferedReader(
                new InputStreamReader(Assertion.class.getResourceAsStream("statements.txt"), StandardCharsets.UTF_8))) {
            return text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        }
    }
}
