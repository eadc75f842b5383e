// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.drivechange.impl.LogLines;
import org.drivechange.impl.drive.DeltaSettings;
import org.drivechange.impl.position.DatabaseSettings;
import org.drivechange.impl.position.PositionSettings;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeltaConfigReaderTest {

    private final ConfigProviderResolver resolver = ConfigProviderResolver.instance();
    private final List<String> problems = new ArrayList<>();
    private Config config;

    private DriveChangeConfig of(Map<String, String> values) {
        config = resolver.getBuilder()
                .withSources(new PropertiesConfigSource(values, "test.properties", 100))
                .build();
        resolver.registerConfig(config, Thread.currentThread().getContextClassLoader());
        return DriveChangeConfig.current();
    }

    private DeltaSettings delta(Map<String, String> values) {
        DriveChangeConfig configuration = of(values);
        return configuration.delta(configuration.settings(problems::add), problems::add);
    }

    @AfterEach
    void release() {
        resolver.releaseConfig(config);
    }

    @Test
    void reader_uses_defaults_without_keys() {
        DeltaSettings settings = delta(Map.of());
        assertThat(problems).isEmpty();
        assertThat(settings.start()).isEqualTo(DeltaSettings.Start.LATEST);
        assertThat(settings.pollInterval()).isEqualTo(Duration.ofHours(1));
        assertThat(settings.attempts()).isZero();
        assertThat(settings.select()).isEmpty();
        assertThat(settings.prefer()).isEmpty();
        assertThat(settings.maxPageSize()).isEqualTo(16_777_216);
    }

    @Test
    void reader_reads_all_keys_and_takes_the_common_ones() {
        DeltaSettings settings = delta(Map.of(
                "drivechange.graph.url", "https://graph.example.org/beta",
                "drivechange.quiet-period", "PT2S",
                "drivechange.connect-timeout", "PT7S",
                "drivechange.delta.start", "all",
                "drivechange.delta.poll-interval", "PT24H",
                "drivechange.delta.attempts", "3",
                "drivechange.delta.select", " shared, @microsoft.graph.conflictBehavior ,x_1.y",
                "drivechange.delta.prefer[0]", "deltashowsharingchanges",
                "drivechange.delta.prefer[1]", "odata.maxpagesize=50",
                "drivechange.delta.max-page-size", "65536"));
        assertThat(problems).isEmpty();
        assertThat(settings.graph()).hasToString("https://graph.example.org/beta");
        assertThat(settings.quietPeriod()).hasSeconds(2);
        assertThat(settings.connectTimeout()).hasSeconds(7);
        assertThat(settings.start()).isEqualTo(DeltaSettings.Start.ALL);
        assertThat(settings.pollInterval()).isEqualTo(Duration.ofDays(1));
        assertThat(settings.attempts()).isEqualTo(3);
        assertThat(settings.select()).containsExactly("shared", "@microsoft.graph.conflictBehavior", "x_1.y");
        assertThat(settings.prefer()).containsExactly("deltashowsharingchanges", "odata.maxpagesize=50");
        assertThat(settings.maxPageSize()).isEqualTo(65536);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            start         | Latest                         | expected all or latest but found "Latest"
            poll-interval | PT0S                           | such as PT1H, over zero, a day at most but found "PT0S"
            poll-interval | P1DT1S                         | such as PT1H, over zero, a day at most but found "P1DT1S"
            poll-interval | 3600                           | such as PT1H, over zero, a day at most but found "3600"
            attempts      | -1                             | a whole number from 0
            select        | a b                            | names of properties
            select        | id&x                           | names of properties
            select        | x,ünique                       | found "ünique"
            select        | ','                            | names of properties
            select        | content.downloadUrl            | expected no download URL
            select        | '@microsoft.graph.downloadUrl' | expected no download URL
            select        | x.DOWNLOADURL                  | found "x.DOWNLOADURL", which returns a URL that needs no access token
            prefer        | 'a\u0007b'                     | values of the Prefer header, of printable ASCII characters
            prefer        | é                              | values of the Prefer header
            max-page-size | 65535                          | a whole number from 65536
            max-page-size | ''                             | found an empty value
            """)
    void invalid_value_is_reported_once_with_key_source_and_expected_form(String key, String value, String accepted) {
        delta(Map.of("drivechange.delta." + key, value));
        assertThat(problems)
                .singleElement()
                .asString()
                .startsWith("DRC1002 drivechange.delta." + key + " (from ")
                .contains(accepted);
    }

    @ParameterizedTest
    @CsvSource({"é, false", "'a\u0001', false", "NONISV|Example|app/1.0, true", "'app/1.0 (x; y)', true", "' ', true"})
    void user_agent_is_printable_ascii(String value, boolean valid) {
        of(Map.of("drivechange.graph.user-agent", value)).settings(problems::add);
        if (valid) {
            assertThat(problems).isEmpty();
        } else {
            assertThat(problems)
                    .singleElement()
                    .asString()
                    .startsWith("DRC1002 drivechange.graph.user-agent (from ")
                    .contains("expected printable ASCII characters but found");
        }
    }

    @Test
    void invalid_delta_key_is_no_problem_while_item_changes_are_not_observed() {
        of(Map.of("drivechange.delta.start", "never")).settings(problems::add);
        assertThat(problems).isEmpty();
    }

    @Test
    void delta_key_without_an_observer_of_item_changes_is_one_warning() {
        DriveChangeConfig configuration =
                of(Map.of("drivechange.delta.start", "all", "drivechange.delta.select", " ", "drivechange.token", "t"));
        try (LogLines log = new LogLines()) {
            configuration.warnOfDeltaKeys();
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("DRC1022 drivechange.delta.start (from ")
                    .contains("has no effect, because no bean observes DriveItemChange, DriveDelta or DriveReset");
        }
    }

    @Test
    void positions_are_in_a_database_only_if_a_data_source_is_configured() {
        assertThat(of(Map.of("drivechange.table-prefix", "x_")).database(problems::add))
                .isEmpty();
        resolver.releaseConfig(config);
        assertThat(of(Map.of("drivechange.datasource", " orders ")).database(problems::add))
                .contains(new DatabaseSettings("", "orders", "drivechange_"));
        resolver.releaseConfig(config);
        assertThat(of(Map.of(
                                "drivechange.datasource", "java:jboss/orders",
                                "drivechange.table-prefix", "crm.dc$_",
                                "drivechange.application", "shop"))
                        .database(problems::add))
                .contains(new DatabaseSettings("shop", "java:jboss/orders", "crm.dc$_"));
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x;", "a b", "ü", "x\"", "x-"})
    void table_prefix_with_other_characters_is_reported(String prefix) {
        of(Map.of("drivechange.datasource", "orders", "drivechange.table-prefix", prefix))
                .database(problems::add);
        assertThat(problems)
                .singleElement()
                .asString()
                .startsWith("DRC1002 drivechange.table-prefix (from ")
                .contains("expected the characters A-Z, a-z, 0-9, _, . and $ but found \"" + prefix + '"');
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            true  | datasource table-prefix delta.directory | datasource table-prefix delta.directory | DeltaTokenStore bean
            false | datasource table-prefix delta.directory | ''              | ''
            false | table-prefix delta.directory            | table-prefix    | drivechange.datasource, which is missing
            false | delta.directory                         | ''              | ''
            """)
    void key_of_an_unused_place_of_positions_is_one_warning(boolean bean, String keys, String unused, String reason) {
        DriveChangeConfig configuration =
                of(Arrays.stream(keys.split(" ")).collect(Collectors.toMap(key -> "drivechange." + key, key -> "x")));
        try (LogLines log = new LogLines()) {
            configuration.warnOfPositionKeys(bean);
            assertThat(log.lines().stream().map(line -> line.replaceFirst("DRC1022 drivechange\\.(\\S+) .*", "$1")))
                    .containsExactlyElementsOf(Stream.of(unused.split(" "))
                            .filter(key -> !key.isEmpty())
                            .toList());
            assertThat(log.lines()).allSatisfy(line -> assertThat(line).contains(reason));
        }
    }

    @Test
    void positions_are_in_the_home_directory_by_default() {
        PositionSettings settings = of(Map.of()).positions(problems::add);
        assertThat(problems).isEmpty();
        assertThat(settings.application()).isEmpty();
        assertThat(settings.directory()).isEqualTo(Path.of(System.getProperty("user.home"), ".drivechange", "delta"));
    }

    @Test
    void positions_have_an_application_and_a_directory() {
        PositionSettings settings = of(Map.of(
                        "drivechange.application", " my orders ", "drivechange.delta.directory", "some/where"))
                .positions(problems::add);
        assertThat(problems).isEmpty();
        assertThat(settings.application()).isEqualTo("my orders");
        assertThat(settings.directory()).isEqualTo(Path.of("some", "where").toAbsolutePath());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            application     | aNULb     | expected a name without control characters
            delta.directory | aNULb     | expected a directory's path
            delta.directory | /          | expected a directory's path
            """)
    void invalid_place_of_positions_is_reported(String key, String value, String expected) {
        of(Map.of("drivechange." + key, value.replace("NUL", "\0"))).positions(problems::add);
        assertThat(problems)
                .singleElement()
                .asString()
                .startsWith("DRC1002 drivechange." + key)
                .contains(expected);
    }

    @Test
    void missing_home_directory_is_reported_with_the_key() {
        of(Map.of());
        FilePathReader paths = new FilePathReader(new ConfigReader(config, problems::add), HomeDirectory.of("?", null));
        paths.path("drivechange.delta.directory", "~/.drivechange/delta", "a directory");
        assertThat(problems)
                .singleElement()
                .asString()
                .contains(
                        "drivechange.delta.directory", "neither the system property user.home nor HOME names a folder");
    }
}
