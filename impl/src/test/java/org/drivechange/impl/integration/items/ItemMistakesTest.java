// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.drivechange.impl.integration.items.ItemScene.TARGET;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.drivechange.DriveChange;
import org.drivechange.DriveDelta;
import org.drivechange.DriveItemChange;
import org.drivechange.impl.LogLines;
import org.drivechange.impl.integration.fixture.TestApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mistakes in the use of item changes: each message names the cause and the remedy. */
class ItemMistakesTest {

    private static String failure(Map<String, String> values, Class<?> bean) {
        Throwable thrown = catchThrowable(
                () -> TestApplication.start(TestApplication.configuration("http://localhost:1/v1.0", values), bean)
                        .close());
        assertThat(thrown).isNotNull();
        StringBuilder text = new StringBuilder();
        for (Throwable one = thrown; one != null; one = one.getCause()) {
            text.append(one.getMessage()).append('\n');
        }
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            start         | newest                       | expected all or latest but found "newest"
            poll-interval | PT24H1S                      | a day at most but found "PT24H1S"
            select        | id&expand=x                  | names of properties
            select        | @microsoft.graph.downloadUrl | expected no download URL
            """)
    void invalid_value_fails_the_deployment_with_key_and_expected_form(
            String key, String value, String expected, @TempDir Path directory) {
        Map<String, String> values =
                Map.of("drivechange.delta." + key, value, "drivechange.delta.directory", directory.toString());
        assertThat(failure(values, ItemMirror.class)).contains("DRC1002 drivechange.delta." + key, expected);
    }

    @Test
    void unusable_directory_fails_the_deployment_with_both_remedies(@TempDir Path directory) throws IOException {
        Path occupied = Files.createFile(directory.resolve("occupied"));
        Map<String, String> values = Map.of("drivechange.delta.directory", occupied.toString());
        assertThat(failure(values, ItemMirror.class))
                .contains("DRC1031", "drivechange.delta.directory", "occupied", "DeltaTokenStore");
    }

    @ApplicationScoped
    static class TwoItems {
        @DriveChange(target = TARGET)
        void changed(DriveItemChange item, DriveDelta page) {}
    }

    @Test
    void observer_with_two_parameters_of_item_changes_fails_the_deployment() {
        Map<String, String> values = Map.of("drivechange.delta.start", "all");
        try (LogLines log = new LogLines()) {
            assertThat(failure(values, TwoItems.class))
                    .contains("DRC1008", "TwoItems#changed", "expected exactly one parameter", "DriveItemChange");
            assertThat(log.lines()).as("keys for the invalid observer").noneMatch(line -> line.contains("DRC1022"));
        }
    }
}
