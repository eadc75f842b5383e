// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.drivechange.impl.LogLines;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys in every form in which the usual config sources offer them. */
class SpellingCheckTest {

    private final ConfigProviderResolver resolver = ConfigProviderResolver.instance();
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> file = new HashMap<>();
    private final List<String> problems = new ArrayList<>();
    private Config config;
    private List<String> warnings;

    private DriveChangeConfig configuration() {
        return registered(new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withProfile("dev")
                .withSources(
                        new EnvConfigSource(environment, 300),
                        new PropertiesConfigSource(file, "application.properties", 100))
                .build());
    }

    private DriveChangeConfig registered(Config built) {
        config = built;
        resolver.registerConfig(config, Thread.currentThread().getContextClassLoader());
        return DriveChangeConfig.current();
    }

    private DriveChangeSettings settings() {
        return settings(configuration());
    }

    private DriveChangeSettings settings(DriveChangeConfig configuration) {
        try (LogLines log = new LogLines()) {
            DriveChangeSettings settings = configuration.settings(problems::add);
            warnings = log.lines();
            return settings;
        }
    }

    @AfterEach
    void release() {
        resolver.releaseConfig(config);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DRIVECHANGE_NOTIFICATION_HOSTS  | *.svc.ms
            drivechange_notification_hosts  | *.svc.ms
            drivechange.notification-hosts  | *.svc.ms
            _DEV_DRIVECHANGE_NOTIFICATION_HOSTS | *.svc.ms
            DRIVECHANGE_NOTIFICATION_HOSTS_0_   | *.svc.ms
            """)
    void environment_variable_of_a_list_is_understood_without_a_warning(String variable, String value) {
        environment.put(variable, value);
        assertThat(settings().sessions().hosts().patterns()).containsExactly("*.svc.ms");
        assertThat(problems).isEmpty();
        assertThat(warnings).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DRIVECHANGE_ENABLED=false",
                "DRIVECHANGE_GRAPH_URL=https://graph.microsoft.us/v1.0",
                "DRIVECHANGE_TOKEN=t",
                "DRIVECHANGE_ACCOUNT_CONTOSO_TOKEN=t",
                "DRIVECHANGE_ACCOUNT_CONTOSO_EU_TOKEN=t",
                "DRIVECHANGE_OAUTH_CLIENT_ID=id",
                "DRIVECHANGE_OAUTH_CLIENT_SECRET=s",
                "DRIVECHANGE_OAUTH_AUTHORITY=https://login.microsoftonline.us/common",
                "DRIVECHANGE_OAUTH_SCOPES=Files.Read",
                "DRIVECHANGE_OAUTH_CACHE=/tmp/tokens.json",
                "DRIVECHANGE_ACCOUNT_CONTOSO_EU_OAUTH_CLIENT_ID=id",
                "DRIVECHANGE_ACCOUNT_CONTOSO_OAUTH_CLIENT_SECRET=s",
                "DRIVECHANGE_ACCOUNT_CONTOSO_OAUTH_AUTHORITY=https://login.microsoftonline.us/common",
                "DRIVECHANGE_ACCOUNT_CONTOSO_OAUTH_SCOPES_0_=Files.Read",
                "DRIVECHANGE_ACCOUNT_CONTOSO_OAUTH_CACHE=/tmp/tokens.json",
                "DRIVECHANGE_ENGINE_IO=3",
                "DRIVECHANGE_NOTIFICATION_URL=callback",
                "DRIVECHANGE_ALLOW_INSECURE=true",
                "DRIVECHANGE_CONNECT_TIMEOUT=PT5S",
                "DRIVECHANGE_RECONNECT_DELAY=PT2S",
                "DRIVECHANGE_RECONNECT_MAX_DELAY=PT1M",
                "DRIVECHANGE_RECONNECT_JITTER=0.2",
                "DRIVECHANGE_RENEW_BEFORE=PT1M",
                "DRIVECHANGE_QUIET_PERIOD=PT1S",
                "DRIVECHANGE_QUEUE_CAPACITY=7",
                "DRIVECHANGE_MAX_MESSAGE_SIZE=2048",
                "DRIVECHANGE_TELEMETRY_TARGET=false",
                "DRIVECHANGE_HEALTH_GRACE=PT2M"
            })
    void environment_variable_of_a_known_key_is_no_unknown_key(String variable) {
        environment.put(variable.substring(0, variable.indexOf('=')), variable.substring(variable.indexOf('=') + 1));
        settings();
        assertThat(problems).isEmpty();
        assertThat(warnings).noneMatch(line -> line.startsWith("DRC1012"));
    }

    @Test
    void environment_variable_that_a_system_property_overrides_is_no_unknown_key() {
        environment.put("DRIVECHANGE_CONNECT_TIMEOUT", "PT5S");
        DriveChangeSettings settings = settings(registered(new SmallRyeConfigBuilder()
                .withSources(
                        new EnvConfigSource(environment, 300),
                        new PropertiesConfigSource(Map.of("drivechange.connect-timeout", "PT6S"), "system", 400))
                .build()));
        assertThat(settings.sessions().connectTimeout()).hasSeconds(6);
        assertThat(warnings).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            drivechange.reconect.delay        | did you mean drivechange.reconnect.delay?
            drivechange.reconnect.maxdelay    | did you mean drivechange.reconnect.max-delay?
            drivechange.connect.timeout       | did you mean drivechange.connect-timeout?
            drivechange.connectTimeout        | did you mean drivechange.connect-timeout?
            Drivechange.Connect-Timeout       | did you mean drivechange.connect-timeout?
            drivechange.accounts.contoso.token | did you mean drivechange.account.<name>.token?
            drivechange.account.contoso.oauth.clientid | did you mean drivechange.account.<name>.oauth.client-id?
            drivechange.tokens                | did you mean drivechange.token?
            %dev.drivechange.tokens           | did you mean drivechange.token?
            %prod.drivechange.tokens          | did you mean drivechange.token?
            DRIVECHANGE_TOKEN                 | did you mean DRIVECHANGE_TOKEN (drivechange.token)?
            drivechange[0]                    | impl/docs/configuration.md of DriveChange lists the keys.
            drivechange[0].x                  | impl/docs/configuration.md of DriveChange lists the keys.
            drivechange.something.else        | impl/docs/configuration.md of DriveChange lists the keys.
            """)
    void misspelt_key_is_one_short_warning_with_the_key_that_was_meant(String key, String meant) {
        file.put(key, "1");
        settings();
        assertThat(problems).isEmpty();
        assertThat(warnings)
                .singleElement()
                .asString()
                .startsWith("DRC1012 The configuration contains ")
                .contains("application.properties")
                .endsWith(meant)
                .hasSizeLessThan(220);
    }

    @Test
    void misspelt_restriction_of_an_account_whose_key_is_set_is_a_warning() {
        file.put("drivechange.account.contoso.oauth.client-id", "id");
        file.put("drivechange.account.contoso.oauth.scopes", "Files.Read");
        file.put("drivechange.account.contoso.oauth.scope", "Files.Read");
        settings();
        assertThat(problems).isEmpty();
        assertThat(warnings).anyMatch(line -> line.startsWith("DRC1012"));
    }

    @Test
    void misspelt_environment_variable_is_one_warning() {
        environment.put("DRIVECHANGE_RECONECT_DELAY", "PT1S");
        settings();
        assertThat(warnings)
                .singleElement()
                .asString()
                .startsWith("DRC1012")
                .contains("RECONECT", "did you mean DRIVECHANGE_RECONNECT_DELAY (drivechange.reconnect.delay)?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drivechange.notification-hosts=",
                "drivechange.notification-hosts=   ",
                "drivechange.notification-hosts=,",
                "drivechange.notification-hosts=https://*.svc.ms",
                "drivechange.notification-hosts=*.svc.ms:443",
                "drivechange.notification-hosts=*.svc.ms\\,push.example.org",
                "drivechange.notification-hosts=*.svc.ms push.example.org",
                "drivechange.notification-hosts=*.svc.ms;push.example.org",
                "drivechange.notification-hosts=\"*.svc.ms\"",
                "drivechange.notification-hosts=[*.svc.ms]",
                "drivechange.notification-hosts=b\u00fccher.de",
                "drivechange.notification-hosts=${missing.key}",
                "%dev.drivechange.notification-hosts=",
                "drivechange.notification-hosts[1]=*.svc.ms",
                "drivechange.notification-hosts[0]=",
                "drivechange.notification.hosts[0]=*.svc.ms",
                "drivechange.notification-hosts[10000]=*.svc.ms",
                "drivechange.notification-hosts[0].x=*.svc.ms",
                "drivechange.notification-hosts[x]=*.svc.ms",
                "drivechange.notification-host=*.svc.ms",
                "drivechange.notification.hosts=*.svc.ms",
                "drivechange.notificationHosts=*.svc.ms",
                "drivechange.notifcation-hosts=*.svc.ms",
                "DRIVECHANGE_NOTIFICATION_HOSTS=*.svc.ms",
                "drivechange.oauth.scope=Files.Read",
                "drivechange.telemetry.targets=false",
                "drivechange.account.contoso.oauth.scope=Files.Read",
                "drivechange.allow-insecure=",
                "drivechange.allow-insecure= ",
                "drivechange.allow-insecure=false,true",
                "drivechange.allow-insecure[0]=false",
                "drivechange.enabled=",
                "drivechange.graph.url=",
                "drivechange.telemetry.target=",
                "drivechange.max-message-size=",
                "drivechange.max-message-size[0]=2048",
                "drivechange.queue-capacity="
            })
    void restriction_that_cannot_be_understood_is_a_problem(String line) {
        file.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
        settings();
        assertThat(problems).isNotEmpty().allMatch(problem -> problem.matches("(?s)DRC10(02|21) .*drivechange\\..*"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DRIVECHANGE_NOTIFICATION_HOSTS=",
                "DRIVECHANGE_NOTIFICATION_HOSTS= ",
                "_DEV_DRIVECHANGE_NOTIFICATION_HOSTS=",
                "DRIVECHANGE_NOTIFICATION_HOSTS_1_=*.svc.ms",
                "DRIVECHANGE_NOTIFICATION_HOST=*.svc.ms",
                "DRIVECHANGE_ALLOW_INSECURE=",
                "DRIVECHANGE_ALLOW_INSECURE_0_=false"
            })
    void restriction_in_the_environment_that_cannot_be_understood_is_a_problem(String line) {
        environment.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
        settings();
        assertThat(problems).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drivechange.oauth.scopes=",
                "drivechange.account.contoso.oauth.scopes= , ",
                "drivechange.account.contoso.oauth.authority="
            })
    void restriction_of_a_sign_in_that_is_empty_is_a_problem(String line) {
        file.put("drivechange.account.contoso.oauth.client-id", "id");
        file.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
        configuration().oauth("contoso", problems::add);
        assertThat(problems).singleElement().asString().startsWith("DRC1002").contains("found an empty value");
    }

    @Test
    void source_that_reads_an_empty_value_as_absent_does_not_lift_a_restriction() {
        ConfigSource reluctant = new ConfigSource() {
            @Override
            public Set<String> getPropertyNames() {
                return Set.of();
            }

            @Override
            public String getValue(String key) {
                return key.equals("drivechange.notification-hosts") ? "" : null;
            }

            @Override
            public String getName() {
                return "reluctant";
            }
        };
        settings(registered(new SmallRyeConfigBuilder().withSources(reluctant).build()));
        assertThat(problems)
                .singleElement()
                .asString()
                .startsWith("DRC1002 drivechange.notification-hosts")
                .contains("found an empty value");
    }

    @Test
    void list_with_a_value_and_with_elements_is_a_problem() {
        file.put("drivechange.notification-hosts", "*.svc.ms");
        file.put("drivechange.notification-hosts[0]", "push.example.org");
        settings();
        assertThat(problems).singleElement().asString().contains("drivechange.notification-hosts[0]");
    }

    @Test
    void elements_of_a_list_are_read_in_order() {
        file.put("drivechange.notification-hosts[1]", " push.example.org ");
        file.put("drivechange.notification-hosts[0]", "*.svc.ms");
        assertThat(settings().sessions().hosts().patterns()).containsExactly("*.svc.ms", "push.example.org");
        assertThat(problems).isEmpty();
        assertThat(warnings).isEmpty();
    }

    @Test
    void empty_value_of_another_key_counts_as_absent() {
        file.put("drivechange.connect-timeout", "");
        file.put("drivechange.token", " ");
        assertThat(settings().sessions().connectTimeout()).hasSeconds(30);
        assertThat(DriveChangeConfig.current().token("")).isEmpty();
        assertThat(problems).isEmpty();
    }

    @Test
    void key_of_an_inactive_profile_is_no_unknown_key() {
        file.put("%prod.drivechange.notification-hosts", "*.svc.ms");
        settings();
        assertThat(problems).isEmpty();
        assertThat(warnings).isEmpty();
    }

    @Test
    void environment_variable_cannot_name_a_property_of_the_websocket_client() {
        environment.put("DRIVECHANGE_WEBSOCKET_PROPERTIES_WEBLOGIC_WEBSOCKET_CLIENT_PROXY_USERNAME", "alice");
        settings();
        assertThat(problems)
                .singleElement()
                .asString()
                .startsWith("DRC1021 The environment variable DRIVECHANGE_WEBSOCKET_PROPERTIES_")
                .contains("drivechange.websocket.properties.<name>")
                .doesNotContain("alice");
    }

    @Test
    void accounts_are_those_that_keys_name() {
        environment.put("DRIVECHANGE_ACCOUNT_FABRIKAM_TOKEN", "t");
        environment.put("DRIVECHANGE_ACCOUNT_CONTOSO_EU_OAUTH_CACHE", "/tmp/x");
        file.put("drivechange.account.Contoso-EU.oauth.client-id", "id");
        file.put("drivechange.account.contoso.token", "t");
        file.put("drivechange.account.northwind.oauth.scopes", "Files.Read");
        assertThat(configuration().accounts()).containsExactlyInAnyOrder("Contoso-EU", "contoso", "fabrikam");
    }

    @ParameterizedTest
    @CsvSource({"contoso, DRIVECHANGE_ACCOUNT_CONTOSO_TOKEN", "Contoso-EU, DRIVECHANGE_ACCOUNT_CONTOSO_EU_TOKEN"})
    void account_is_found_in_the_environment(String account, String variable) {
        environment.put(variable, " t ");
        assertThat(configuration().token(account)).isEqualTo(Optional.of("t"));
    }
}
