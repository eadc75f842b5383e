// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Specializes;
import java.util.HashMap;
import java.util.Map;
import org.drivechange.DriveChange;
import org.drivechange.DriveNotification;
import org.drivechange.DriveSessionOpened;
import org.drivechange.impl.integration.fixture.TestApplication;
import org.drivechange.spi.AccessTokenProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests deployments that must fail with an actionable message. */
class BrokenDeploymentTest {

    private static final String ME = "/me/drive/root";
    private static final Map<String, String> TOKEN = Map.of("drivechange.token", "a-secret-token");

    private static String failure(Map<String, String> values, Class<?>... beans) {
        Throwable thrown = catchThrowable(() -> {
            try (TestApplication started = TestApplication.start(values, beans)) {
                throw new AssertionError("deployed with " + started.changes().watches());
            }
        });
        assertThat(thrown).isNotNull().isNotInstanceOf(AssertionError.class);
        StringBuilder text = new StringBuilder();
        for (Throwable one = thrown; one != null; one = one.getCause()) {
            text.append(one.getMessage()).append('\n');
        }
        assertThat(text.toString()).contains("DriveChange cannot be deployed").doesNotContain("a-secret-token");
        return text.toString();
    }

    @ApplicationScoped
    static class Good {
        @DriveChange(target = ME)
        void changed(DriveNotification n) {}
    }

    @ApplicationScoped
    static class BadTarget {
        @DriveChange(target = "/me/drive/items/4711")
        void changed(DriveNotification n) {}
    }

    @Test
    void unknown_target_is_reported_with_bean_method_and_the_five_forms() {
        assertThat(failure(TOKEN, BadTarget.class))
                .contains(
                        "DRC1003",
                        "BadTarget#changed(DriveNotification)",
                        "/me/drive/items/4711",
                        "/drives/{driveId}/root");
    }

    @ApplicationScoped
    static class NoParameter {
        @DriveChange(target = ME)
        void changed() {}
    }

    @ApplicationScoped
    static class TwoParameters {
        @DriveChange(target = ME)
        void changed(DriveNotification n, DriveSessionOpened o) {}
    }

    @ApplicationScoped
    static class WrongParameter {
        void changed(@Observes @DriveChange(target = ME) String text) {}
    }

    @Test
    void method_needs_exactly_one_event_parameter() {
        assertThat(failure(TOKEN, NoParameter.class))
                .contains("DRC1008", "NoParameter#changed()", "exactly one", "none");
        assertThat(failure(TOKEN, TwoParameters.class)).contains("DRC1008", "TwoParameters#changed", "found 2");
        assertThat(failure(TOKEN, WrongParameter.class)).contains("DRC1008", "WrongParameter#changed(String)");
    }

    @ApplicationScoped
    static class Unresolvable {
        @DriveChange(target = "${no.such.key}")
        void changed(DriveNotification n) {}
    }

    @ApplicationScoped
    static class Nested {
        @DriveChange(target = "${a:${b:c}}")
        void changed(DriveNotification n) {}
    }

    @Test
    void expression_needs_a_value_and_contains_no_expression() {
        assertThat(failure(TOKEN, Unresolvable.class)).contains("DRC1004", "no.such.key", "Unresolvable#changed");
        assertThat(failure(TOKEN, Nested.class)).contains("DRC1005", "Nested#changed");
    }

    @ApplicationScoped
    @DriveChange(target = ME)
    static class OnType {}

    interface WithDefault {
        @DriveChange(target = ME)
        default void changed(DriveNotification n) {}
    }

    @ApplicationScoped
    static class Implementing implements WithDefault {}

    @ApplicationScoped
    static class Disposing {
        @Produces
        StringBuilder make() {
            return new StringBuilder();
        }

        @DriveChange(target = ME)
        void dispose(@Disposes StringBuilder made, DriveNotification n) {}
    }

    @ApplicationScoped
    static class Forgotten {
        void changed(@DriveChange(target = ME) DriveNotification n) {}
    }

    @ApplicationScoped
    static class Contradicting {
        @DriveChange(target = ME)
        void changed(@Observes @DriveChange(target = "/drives/a/root") DriveNotification n) {}
    }

    @Test
    void annotation_without_effect_fails_the_deployment() {
        assertThat(failure(TOKEN, OnType.class)).contains("DRC1010", "OnType");
        assertThat(failure(TOKEN, Implementing.class)).contains("DRC1010", "WithDefault#changed");
        assertThat(failure(TOKEN, Disposing.class)).contains("DRC1010", "Disposing#dispose", "@Disposes");
        assertThat(failure(TOKEN, Forgotten.class)).contains("DRC1010", "Forgotten#changed", "@Observes");
        assertThat(failure(TOKEN, Contradicting.class)).contains("DRC1009", ME, "/drives/a/root");
    }

    @Test
    void missing_token_is_reported_with_its_key() {
        assertThat(failure(Map.of(), Good.class)).contains("DRC1006", "drivechange.token", "Good#changed");
    }

    @ApplicationScoped
    static class OneProvider implements AccessTokenProvider {
        @Override
        public String accessToken(String account) {
            return "a-secret-token";
        }
    }

    @ApplicationScoped
    static class OtherProvider implements AccessTokenProvider {
        @Override
        public String accessToken(String account) {
            return "a-secret-token";
        }
    }

    @Specializes
    @ApplicationScoped
    static class BetterProvider extends OneProvider {}

    @Test
    void specializing_token_provider_replaces_the_other() {
        Map<String, String> off = Map.of("drivechange.enabled", "false");
        try (var application = TestApplication.start(off, Good.class, OneProvider.class, BetterProvider.class)) {
            assertThat(application.bean(AccessTokenProvider.class)).isInstanceOf(BetterProvider.class);
        }
    }

    @Test
    void two_token_providers_fail_the_deployment() {
        assertThat(failure(Map.of(), Good.class, OneProvider.class, OtherProvider.class))
                .contains("DRC1007", "OneProvider", "OtherProvider");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            drivechange.enabled             | yes             | true
            drivechange.graph.url           | graph           | https
            drivechange.graph.url           | ftp://graph/v1  | https
            drivechange.graph.url           | http://graph/v1 | drivechange.allow-insecure
            drivechange.engine-io           | 5               | 3 or 4
            drivechange.notification-url    | both            | callback or namespace
            drivechange.allow-insecure      | maybe           | true or false
            drivechange.connect-timeout     | 30              | PT30S
            drivechange.connect-timeout     | PT0S            | over zero
            drivechange.reconnect.delay     | -PT1S           | over zero
            drivechange.reconnect.max-delay | PT0.1S          | drivechange.reconnect.delay
            drivechange.reconnect.jitter    | 1.5             | from 0 to 1
            drivechange.reconnect.jitter    | NaN             | from 0 to 1
            drivechange.renew-before        | soon            | PT2M
            drivechange.quiet-period        | -PT1S           | zero or more
            drivechange.queue-capacity      | 0               | from 1
            drivechange.max-message-size    | 1MB             | whole number
            """)
    void invalid_value_is_reported_with_its_key_and_the_accepted_values(String key, String value, String accepted) {
        Map<String, String> values = new HashMap<>(TOKEN);
        values.put(key, value);
        assertThat(failure(values, Good.class)).contains("DRC1002", key, value, accepted);
    }

    @Test
    void all_problems_are_reported_at_once() {
        Map<String, String> values = Map.of("drivechange.engine-io", "5", "drivechange.queue-capacity", "x");
        assertThat(failure(values, Good.class, BadTarget.class, NoParameter.class, Unresolvable.class))
                .contains(
                        "drivechange.engine-io",
                        "drivechange.queue-capacity",
                        "DRC1003",
                        "DRC1004",
                        "DRC1006",
                        "DRC1008");
    }
}
