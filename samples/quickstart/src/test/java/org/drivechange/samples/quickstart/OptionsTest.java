// SPDX-License-Identifier: Apache-2.0
package org.drivechange.samples.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    private final InputStream input = new ByteArrayInputStream("secret \nx".getBytes(UTF_8));

    @TempDir
    private Path directory;

    @Test
    void options_read_one_line_of_standard_input_as_the_token() throws IOException {
        assertThat(Options.parse(List.of("--token", "-"), input)).isEqualTo(Map.of("drivechange.token", "secret"));
        assertThat(input.read()).isEqualTo('x');
    }

    @Test
    void options_read_the_token_from_a_file() throws IOException {
        Path file = Files.writeString(directory.resolve("token"), "secret\n");
        assertThat(Options.parse(List.of("--token-file", file.toString()), input))
                .isEqualTo(Map.of("drivechange.token", "secret"));
    }

    @Test
    void options_reject_an_unreadable_token_file_by_name() {
        Path missing = directory.resolve("missing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.parse(List.of("--token-file", missing.toString()), input))
                .withMessageContainingAll("--token-file", missing.toString(), "NoSuchFileException");
    }

    @Test
    void options_set_configuration_keys() throws IOException {
        assertThat(Options.parse(List.of("--token", "t", "--target", "/drives/x/root", "--client-id", "id"), input))
                .isEqualTo(Map.of(
                        "drivechange.token", "t",
                        "quickstart.target", "/drives/x/root",
                        "drivechange.oauth.client-id", "id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--tokens", "--token", "-h"})
    void options_reject_an_invalid_option_by_name(String option) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.parse(List.of(option), input))
                .withMessageContainingAll(option, "--help");
    }

    @Test
    void help_lists_all_options() {
        assertThat(Options.HELP)
                .contains("--token -", "--token-file", "--target", "--graph-url", "--client-id", "--authority")
                .contains("--scopes", "--cache", "--start", "--positions", "--help");
    }
}
