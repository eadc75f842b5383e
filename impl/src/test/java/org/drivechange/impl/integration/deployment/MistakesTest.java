// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.drivechange.DriveChange;
import org.drivechange.DriveNotification;
import org.drivechange.DriveTarget;
import org.drivechange.impl.LogLines;
import org.drivechange.impl.integration.fixture.FilteringClassLoader;
import org.drivechange.impl.integration.fixture.TestApplication;
import org.drivechange.impl.unscoped.Inbox;
import org.drivechange.impl.unscoped.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests common mistakes: each message names the cause and the remedy. */
class MistakesTest {

    private static final String ME = "/me/drive/root";

    private static String failure(Map<String, String> values, Class<?>... beans) {
        Throwable thrown =
                catchThrowable(() -> TestApplication.start(values, beans).close());
        assertThat(thrown).isNotNull();
        StringBuilder text = new StringBuilder();
        for (Throwable one = thrown; one != null; one = one.getCause()) {
            text.append(one.getMessage()).append('\n');
        }
        return text.toString();
    }

    @ApplicationScoped
    static class Misspelt {
        @DriveChange(target = ME, account = "contosso")
        void changed(DriveNotification n) {}
    }

    @Test
    void unknown_account_message_names_the_configured_accounts_and_the_keys_of_that_account() {
        Map<String, String> values = Map.of(
                "drivechange.token", "a-secret-token",
                "drivechange.account.contoso.token", "a-secret-token",
                "drivechange.account.fabrikam.oauth.client-id", "id");
        assertThat(failure(values, Misspelt.class))
                .contains(
                        "DRC1006 There is no access token for /me/drive/root (account contosso)",
                        "Misspelt#changed(DriveNotification)",
                        "The configured accounts are: contoso, fabrikam.",
                        "drivechange.account.contosso.token",
                        "drivechange.account.contosso.oauth.client-id",
                        "@ApplicationScoped")
                .doesNotContain("drivechange.oauth.client-id", "a-secret-token");
    }

    @ApplicationScoped
    static class DefaultAccount {
        @DriveChange(target = ME)
        void changed(DriveNotification n) {}
    }

    @Test
    void missing_token_message_names_the_empty_key() {
        assertThat(failure(Map.of("drivechange.token", " "), DefaultAccount.class))
                .contains("DRC1006", "drivechange.token (present, but with an empty value)");
        assertThat(failure(Map.of(), DefaultAccount.class)).doesNotContain("empty value");
    }

    @Test
    void watching_an_unknown_account_fails_with_the_configured_accounts() {
        Map<String, String> values = Map.of(
                "drivechange.account.contoso.token", "t",
                "drivechange.graph.url", "http://localhost:1/v1.0");
        try (TestApplication application = TestApplication.startQuietly(values)) {
            assertThat(catchThrowable(() -> application.changes().watch(DriveTarget.parse(ME), "contosso")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll(
                            "\"contosso\"", "accounts are: contoso.", "drivechange.account.contosso.token");
        }
    }

    @ApplicationScoped
    static class Folder {
        @DriveChange(target = "/me/drive/root:/Documents")
        void changed(DriveNotification n) {}
    }

    @Test
    void folder_as_a_target_fails_with_what_can_be_watched_instead() {
        assertThat(failure(Map.of("drivechange.token", "t"), Folder.class))
                .contains(
                        "DRC1003",
                        "/me/drive/root:/Documents",
                        "Microsoft Graph watches whole drives",
                        "filter its delta");
    }

    @ApplicationScoped
    static class WithoutTarget {
        void changed(@Observes DriveNotification n) {}
    }

    @Test
    void observer_without_a_target_is_reported_if_nothing_is_watched() {
        try (LogLines log = new LogLines()) {
            TestApplication.start(Map.of(), WithoutTarget.class).close();
            assertThat(log.lines().get(0))
                    .contains(
                            "watches no target yet",
                            "WithoutTarget#changed(DriveNotification)",
                            "@DriveChange(target",
                            "DriveChanges.watch")
                    .doesNotContain("scope");
        }
    }

    @Test
    void start_message_names_bean_scopes_when_no_observer_is_found() {
        try (LogLines log = new LogLines()) {
            TestApplication.start(Map.of()).close();
            assertThat(log.lines().get(0)).contains("watches no target yet", "@ApplicationScoped");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"drivechange.reconect.delay", "drivechange.accounts.contoso.token"})
    void misspelt_key_is_a_short_warning(String key) {
        try (LogLines log = new LogLines()) {
            TestApplication.start(Map.of(key, "x", "drivechange.enabled", "false"))
                    .close();
            assertThat(log.lines())
                    .anySatisfy(line -> assertThat(line)
                            .startsWith("DRC1012")
                            .contains(key, "did you mean drivechange.")
                            .hasSizeLessThan(220));
        }
    }

    @ParameterizedTest
    @CsvSource({"com.fasterxml.jackson.core.util.JsonRecyclerPools, found 2.", "com.fasterxml.jackson., found none"})
    void jackson_that_is_too_old_or_missing_fails_the_deployment(String hidden, String found) throws Exception {
        try (FilteringClassLoader jackson = new FilteringClassLoader(hidden)) {
            assertThat(failure(Map.of("drivechange.token", "t"), DefaultAccount.class))
                    .contains(
                            "DRC1020 Expected jackson-core 2.17 or newer but " + found,
                            "add com.fasterxml.jackson.core");
            assertThat(jackson.loaded()).isNotEmpty();
        }
    }

    @Test
    void provider_without_a_scope_is_a_warning_although_a_token_is_configured() {
        Map<String, String> values =
                Map.of("drivechange.token", "t", "drivechange.graph.url", "http://localhost:1/v1.0");
        try (LogLines log = new LogLines()) {
            TestApplication.start(values, Inbox.class).close();
            assertThat(log.lines())
                    .filteredOn(line -> line.startsWith("DRC1023"))
                    .singleElement()
                    .asString()
                    .contains(Tokens.class.getName(), "@ApplicationScoped");
        }
    }

    @Test
    void provider_that_is_a_bean_is_not_reported() {
        try (LogLines log = new LogLines()) {
            TestApplication.start(Map.of("drivechange.graph.url", "http://localhost:1/v1.0"), Inbox.class, Tokens.class)
                    .close();
            assertThat(log.lines()).noneMatch(line -> line.contains("DRC1023"));
        }
    }

    @Test
    void provider_without_a_scope_is_found_in_a_jar(@TempDir Path directory) throws Exception {
        Path jar = directory.resolve("application.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Class<?> type : List.of(Inbox.class, Tokens.class)) {
                String name = type.getName().replace('.', '/') + ".class";
                out.putNextEntry(new JarEntry(name));
                out.write(type.getClassLoader().getResourceAsStream(name).readAllBytes());
            }
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (LogLines log = new LogLines();
                ChildFirstClassLoader application =
                        new ChildFirstClassLoader(jar.toUri().toURL(), before)) {
            thread.setContextClassLoader(application);
            TestApplication.start(
                            Map.of("drivechange.token", "t", "drivechange.graph.url", "http://localhost:1/v1.0"),
                            application.loadClass(Inbox.class.getName()))
                    .close();
            assertThat(log.lines()).anyMatch(line -> line.startsWith("DRC1023 " + Tokens.class.getName()));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Class loader that loads the classes of its jar itself. */
    private static final class ChildFirstClassLoader extends URLClassLoader {

        ChildFirstClassLoader(URL jar, ClassLoader parent) {
            super(new URL[] {jar}, parent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            boolean here = name.startsWith(Inbox.class.getPackageName());
            Class<?> loaded = here ? findLoadedClass(name) : super.loadClass(name, resolve);
            return loaded == null ? findClass(name) : loaded;
        }

        @Override
        public URL getResource(String name) {
            URL here = findResource(name);
            return here == null ? super.getResource(name) : here;
        }
    }
}
