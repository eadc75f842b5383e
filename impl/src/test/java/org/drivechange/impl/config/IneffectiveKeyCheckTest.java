// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.drivechange.impl.LogLines;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys that other keys leave without effect. */
class IneffectiveKeyCheckTest {

    private static List<String> warnings(String keys) {
        Map<String, String> values =
                Arrays.stream(keys.split(" +")).collect(Collectors.toMap(key -> "drivechange." + key, key -> "s3cr3t"));
        Config config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build();
        try (LogLines log = new LogLines()) {
            new IneffectiveKeyCheck(new ConfigReader(config, problem -> {}), new ConfiguredAccounts(config)).check();
            return log.lines();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            token oauth.client-id                               | drivechange.token (from | drivechange.oauth.client-id is set
            oauth.scopes token                                  | drivechange.oauth.scopes (from | expected drivechange.oauth.client-id
            oauth.client-secret                                 | drivechange.oauth.client-secret (from | expected drivechange.oauth.client-id
            account.a.oauth.authority account.a.token           | drivechange.account.a.oauth.authority (from | expected drivechange.account.a.oauth.client-id
            account.a.token account.a.oauth.cache               | drivechange.account.a.token (from | drivechange.account.a.oauth.cache is set
            oauth.client-id account.a.oauth.cache account.a.oauth.client-secret | drivechange.account.a.oauth.client-secret (from | drivechange.account.a.oauth.client-id
            """)
    void key_without_effect_is_one_warning_that_names_the_reason(String keys, String key, String reason) {
        assertThat(warnings(keys))
                .singleElement()
                .asString()
                .startsWith("DRC1022 " + key)
                .contains(reason)
                .doesNotContain("s3cr3t");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            token
            token account.a.token
            oauth.client-id oauth.client-secret oauth.scopes oauth.authority oauth.cache
            token account.a.oauth.client-id account.a.oauth.client-secret
            oauth.scopes oauth.authority account.a.oauth.client-id
            oauth.client-id account.a.oauth.cache account.a.oauth.scopes
            """)
    void keys_with_an_effect_are_not_reported(String keys) {
        assertThat(warnings(keys)).isEmpty();
    }
}
