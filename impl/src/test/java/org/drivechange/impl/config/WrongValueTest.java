// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrongValueTest {

    private final ConfigProviderResolver resolver = ConfigProviderResolver.instance();
    private final List<String> problems = new ArrayList<>();
    private Config config;

    private DriveChangeSettings settings(Map<String, String> values) {
        config = resolver.getBuilder()
                .withSources(new PropertiesConfigSource(values, "test.properties", 100))
                .build();
        resolver.registerConfig(config, Thread.currentThread().getContextClassLoader());
        return DriveChangeConfig.current().settings(problems::add);
    }

    @AfterEach
    void release() {
        resolver.releaseConfig(config);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            enabled              | yes                          | true or false
            allow-insecure       | 1                            | true or false
            graph.url            | graph.microsoft.com/v1.0     | an http or https URL
            graph.url            | ftp://graph.microsoft.com/v1 | an http or https URL
            graph.url            | https://graph.microsoft.com/v1.0?x=1 | an http or https URL
            graph.url            | https://me@graph.microsoft.com/v1.0  | an http or https URL
            graph.url            | https://a b/v1.0             | an http or https URL
            graph.url            | http://example.org/v1.0      | expected https, or drivechange.allow-insecure=true
            engine-io            | 5                            | 3 or 4
            notification-url     | Namespace                    | callback or namespace
            connect-timeout      | 30                           | an ISO 8601 duration such as PT30S, over zero
            connect-timeout      | PT0S                         | an ISO 8601 duration such as PT30S, over zero
            reconnect.delay      | -PT1S                        | an ISO 8601 duration such as PT1S, over zero
            reconnect.delay      | PT10M                        | drivechange.reconnect.delay (PT10M) or more
            reconnect.max-delay  | PT0.5S                       | drivechange.reconnect.delay (PT1S) or more
            reconnect.jitter     | 1.01                         | a number from 0 to 1
            reconnect.jitter     | NaN                          | a number from 0 to 1
            reconnect.jitter     | half                         | a number from 0 to 1
            renew-before         | -PT1S                        | an ISO 8601 duration such as PT2M, zero or more
            renew-before         | P366D                        | 365 days at most
            quiet-period         | P106751991167300D            | 365 days at most
            queue-capacity       | 0                            | a whole number from 1
            queue-capacity       | 1k                           | a whole number from 1
            queue-capacity       | 2147483648                   | a whole number from 1
            max-message-size     | 1023                         | a whole number from 1024
            """)
    void invalid_value_is_reported_once_with_the_expected_form(String key, String value, String accepted) {
        settings(Map.of("drivechange." + key, value));
        assertThat(problems)
                .singleElement()
                .asString()
                .startsWith("DRC1002 drivechange.")
                .contains("drivechange." + key, accepted);
    }

    @Test
    void configuration_reports_all_invalid_values_at_once() {
        settings(Map.of(
                "drivechange.enabled", "maybe", "drivechange.engine-io", "2", "drivechange.queue-capacity", "-1"));
        assertThat(problems)
                .hasSize(3)
                .allMatch(problem -> problem.startsWith("DRC1002 drivechange.") && problem.contains("test.properties"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            graph.url          | http://localhost:8080/v1.0
            graph.url          | https://graph.microsoft.com/beta/
            graph.url          | HTTPS://microsoftgraph.chinacloudapi.cn/v1.0
            enabled            | ' FALSE '
            engine-io          | ' 3 '
            reconnect.jitter   | 0
            renew-before       | PT0S
            quiet-period       | pt0.1s
            """)
    void valid_value_is_accepted(String key, String value) {
        settings(Map.of("drivechange." + key, value));
        assertThat(problems).isEmpty();
    }

    @Test
    void graph_url_loses_its_final_slash_and_hosts_are_a_list() {
        DriveChangeSettings settings = settings(Map.of(
                "drivechange.graph.url", "https://graph.microsoft.com/beta/",
                "drivechange.notification-hosts", " *.svc.ms ,, push.example.org,"));
        assertThat(settings.graphUrl()).hasToString("https://graph.microsoft.com/beta");
        assertThat(settings.sessions().hosts().patterns()).containsExactly("*.svc.ms", "push.example.org");
    }
}
