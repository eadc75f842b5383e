// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameEndingWith;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The dependencies between packages, and the APIs that each may use. */
class ArchitectureTest {

    private static final String IMPL = "org.drivechange.impl.";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.drivechange.impl");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            diagnostics   | ''
            engineio      | diagnostics
            socketio      | diagnostics
            clock         | ''
            concurrent    | diagnostics
            files         | ''
            graph         | api diagnostics
            retry         | api diagnostics graph
            json          | api diagnostics engineio socketio graph
            connection    | api diagnostics engineio socketio graph json retry
            session       | api diagnostics engineio socketio graph connection retry
            drive         | api diagnostics graph retry
            position      | api diagnostics drive files graph
            jdbc          | api diagnostics graph position
            delta         | api diagnostics drive graph position retry
            runtime       | api diagnostics clock concurrent graph connection session retry
            delivery      | api diagnostics
            delta.runtime | api diagnostics clock concurrent graph drive delivery delta position retry runtime
            http          | api diagnostics drive graph json
            transport     | diagnostics connection
            health        | api diagnostics graph runtime monitor
            oauth         | diagnostics files graph http
            monitor       | api diagnostics graph delivery delta.runtime http runtime session
            opentelemetry | api diagnostics graph delivery delta.runtime http runtime monitor session
            jfr           | api diagnostics graph delivery delta.runtime http runtime monitor session
            config        | diagnostics delivery drive engineio graph oauth position retry session socketio transport
            """)
    void package_depends_only_on_the_packages_below_it(String name, String allowed) {
        Stream<String> own =
                Stream.concat(Stream.of(name), Pattern.compile(" +").splitAsStream(allowed));
        Stream<String> packages = Stream.concat(
                Stream.of("java..", foreign(name)), own.map(one -> one.equals("api") ? "org.drivechange" : IMPL + one));
        classes()
                .that()
                .resideInAPackage(IMPL + name)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(packages.toArray(String[]::new)))
                .check(CLASSES);
    }

    private static String foreign(String name) {
        return switch (name) {
            case "json" -> "com.fasterxml.jackson.core..";
            case "transport" -> "[jakarta.websocket|javax.net.ssl]..";
            case "health" -> "org.eclipse.microprofile.health..";
            case "config" -> "org.eclipse.microprofile.config..";
            case "concurrent" -> "javax.naming..";
            case "jdbc" -> "[javax.naming|javax.sql]..";
            case "oauth" -> "com.microsoft.aad.msal4j..";
            case "opentelemetry" -> "io.opentelemetry..";
            case "jfr" -> "jdk.jfr..";
            default -> "java..";
        };
    }

    @ParameterizedTest
    @CsvSource({
        "java.net.http.., http",
        "jakarta.websocket.., transport",
        "org.eclipse.microprofile.config.., config",
        "org.eclipse.microprofile.health.., health",
        "com.fasterxml.jackson.., json",
        "com.microsoft.aad.msal4j.., oauth",
        "io.opentelemetry.., opentelemetry",
        "jdk.jfr.., jfr",
        "java.sql.., jdbc",
        "javax.sql.., jdbc",
        "jakarta.enterprise.., cdi.."
    })
    void foreign_api_is_imported_by_one_package(String api, String only) {
        noClasses()
                .that(resideOutsideOfPackage(IMPL + only).and(resideInAnyPackage("org.drivechange.impl..")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(api)
                .check(CLASSES);
    }

    @Test
    void other_packages_do_not_depend_on_cdi() {
        noClasses()
                .that()
                .resideOutsideOfPackage(IMPL + "cdi..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(IMPL + "cdi..")
                .check(CLASSES);
    }

    @Test
    void running_application_does_not_depend_on_the_deployment() {
        noClasses()
                .that()
                .resideInAnyPackage(IMPL + "cdi.runtime", IMPL + "cdi.delta")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(IMPL + "cdi")
                .check(CLASSES);
    }

    @Test
    void package_of_any_module_has_at_most_25_files() throws IOException {
        Map<Path, Long> sizes =
                sources().stream().collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));
        assertThat(sizes)
                .hasSizeGreaterThan(50)
                .allSatisfy((folder, size) -> assertThat(size).as("%s", folder).isLessThanOrEqualTo(25));
    }

    /** Sources and tests of all modules. */
    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (Path folder :
                List.of(Path.of("src"), Path.of("..", "api"), Path.of("..", "samples"), Path.of("..", "tck"))) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .filter(file -> Stream.of("main", "test")
                                .anyMatch(kind -> file.toString()
                                        .contains(Path.of("src", kind, "java").toString())))
                        .forEach(sources::add);
            }
        }
        return sources;
    }

    @Test
    void concurrent_alone_creates_threads() {
        noClasses()
                .that()
                .resideOutsideOfPackage(IMPL + "concurrent")
                .should()
                .callConstructorWhere(target(owner(assignableTo(Thread.class))))
                .orShould()
                .callMethodWhere(
                        target(owner(assignableTo(CompletableFuture.class))).and(target(nameEndingWith("Async"))))
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ThreadPoolExecutor.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ForkJoinPool.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Executors.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Timer.class)
                .check(CLASSES);
    }

    @Test
    void protocols_depend_on_values_only() {
        noClasses()
                .that()
                .resideInAnyPackage(IMPL + "engineio", IMPL + "socketio")
                .should()
                .dependOnClassesThat(resideInAnyPackage("java..")
                        .and(not(resideInAnyPackage(
                                "java.lang",
                                "java.lang.invoke",
                                "java.lang.runtime",
                                "java.net",
                                "java.nio",
                                "java.nio.charset",
                                "java.time",
                                "java.util",
                                "java.util.function",
                                "java.util.regex",
                                "java.util.stream"))))
                .orShould()
                .dependOnClassesThat(resideInAnyPackage("java.net")
                        .and(not(assignableTo(URI.class)))
                        .and(not(assignableTo(URISyntaxException.class)))
                        .and(not(assignableTo(URLDecoder.class))))
                .check(CLASSES);
    }

    @Test
    void decisions_and_protocols_do_not_read_a_clock() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        IMPL + "session",
                        IMPL + "delta",
                        IMPL + "drive",
                        IMPL + "retry",
                        IMPL + "connection",
                        IMPL + "engineio",
                        IMPL + "socketio",
                        IMPL + "graph",
                        IMPL + "json")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Thread.class)
                .check(CLASSES);
    }

    /** A log handler is the application's: it may throw, and what is logged may come from outside. */
    @Test
    void running_code_logs_through_diagnostics() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        IMPL + "connection",
                        IMPL + "session",
                        IMPL + "delivery",
                        IMPL + "runtime",
                        IMPL + "concurrent",
                        IMPL + "transport",
                        IMPL + "http",
                        IMPL + "files",
                        IMPL + "oauth",
                        IMPL + "position",
                        IMPL + "jdbc",
                        IMPL + "monitor",
                        IMPL + "opentelemetry",
                        IMPL + "health")
                .should()
                .callMethodWhere(target(owner(assignableTo(System.Logger.class))))
                .check(CLASSES);
    }

    @Test
    void static_fields_are_final() {
        fields().that().areStatic().should().beFinal().check(CLASSES);
    }

    @Test
    void logging_uses_system_logger() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.logging..", "org.slf4j..")
                .orShould()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(CLASSES);
    }

    /** The simulator's module does not export packages, so that its users could depend on its internals. */
    @Test
    void internals_of_the_simulator_are_used_by_the_simulator_only() throws IOException {
        List<Path> users = sources().stream()
                .filter(file ->
                        !file.startsWith(Path.of("..", "tck", "simulator")) && !file.endsWith("ArchitectureTest.java"))
                .toList();
        assertThat(users)
                .isNotEmpty()
                .allSatisfy(file -> assertThat(file).content().doesNotContain("org.drivechange.simulator.internal"));
    }
}
