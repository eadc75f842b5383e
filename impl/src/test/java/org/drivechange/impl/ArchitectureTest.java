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

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.time.Clock;
import java.time.Instant;
import java.util.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The arrows between the packages, and what each may touch. */
class ArchitectureTest {

    private static final String IMPL = "org.drivechange.impl.";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.drivechange.impl");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            diagnostics | ''
            engineio  | diagnostics
            socketio  | diagnostics
            graph     | api
            json      | api engineio socketio graph
            session   | api diagnostics engineio socketio graph json
            delivery  | api diagnostics
            http      | api diagnostics graph json session
            transport | diagnostics session
            runtime   | diagnostics session
            health    | api monitor session
            oauth     | diagnostics session graph http
            monitor   | api diagnostics session delivery http
            opentelemetry | api diagnostics session delivery http monitor
            jfr       | api session delivery http monitor
            config    | session delivery transport graph engineio socketio oauth
            """)
    void a_package_knows_only_what_the_architecture_lets_it_know(String name, String allowed) {
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
            case "runtime" -> "javax.naming..";
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
        "jakarta.enterprise.., cdi"
    })
    void one_package_alone_imports_a_foreign_api(String api, String only) {
        noClasses()
                .that(resideOutsideOfPackage(IMPL + only).and(resideInAnyPackage("org.drivechange.impl..")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(api)
                .check(CLASSES);
    }

    @Test
    void nobody_imports_cdi() {
        noClasses()
                .that()
                .resideOutsideOfPackage(IMPL + "cdi")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(IMPL + "cdi")
                .check(CLASSES);
    }

    @Test
    void threads_are_made_in_one_place() {
        noClasses()
                .that()
                .resideOutsideOfPackage(IMPL + "runtime")
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
    void the_protocols_touch_nothing_but_values() {
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
    void the_machines_and_protocols_are_told_the_time() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("Machine")
                .or()
                .resideInAnyPackage(IMPL + "engineio", IMPL + "socketio", IMPL + "graph", IMPL + "json")
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
    void code_that_runs_after_the_deployment_logs_through_diagnostics() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        IMPL + "session",
                        IMPL + "delivery",
                        IMPL + "runtime",
                        IMPL + "transport",
                        IMPL + "http",
                        IMPL + "oauth",
                        IMPL + "monitor",
                        IMPL + "opentelemetry",
                        IMPL + "health")
                .should()
                .callMethodWhere(target(owner(assignableTo(System.Logger.class))))
                .check(CLASSES);
    }

    @Test
    void there_is_no_static_state() {
        fields().that().areStatic().should().beFinal().check(CLASSES);
    }

    @Test
    void logging_is_the_platforms_own() {
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
}
