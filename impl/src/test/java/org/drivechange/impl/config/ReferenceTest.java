// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Writes, and compares, the files that are generated from {@link ConfigKey} and {@link ErrorCode}. */
class ReferenceTest {

    private static final Path CONFIGURATION = Path.of("docs", "configuration.md");
    private static final Path ERROR_CODES = Path.of("docs", "error-codes.md");
    private static final Path METADATA =
            Path.of("src", "main", "resources", "META-INF", "spring-configuration-metadata.json");
    private static final Path COMPLETION =
            Path.of("src", "main", "java", "org", "drivechange", "impl", "config", "Completion.java");

    private static final String WRITE = "drivechange.reference";
    private static final String COMMAND = "./mvnw -B -ntp -pl api,tck/simulator,impl test"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dtest=ReferenceTest -D" + WRITE + "=write";

    /** Compares the file with the text, after writing it if the system property is {@code write}. */
    private static void assertSame(Path file, String expected) throws IOException {
        if ("write".equals(System.getProperty(WRITE))) {
            Files.writeString(file, expected);
        }
        assertThat(Files.readString(file))
                .as(file + " differs from the generated text; this writes it: " + COMMAND)
                .isEqualTo(expected);
    }

    @Test
    void configuration_page_is_generated_from_the_keys() throws IOException {
        assertSame(CONFIGURATION, Reference.configuration());
    }

    @Test
    void error_code_page_is_generated_from_the_codes() throws IOException {
        assertSame(ERROR_CODES, Reference.errorCodes());
    }

    @Test
    void spring_metadata_is_generated_from_the_keys() throws IOException {
        assertSame(METADATA, Reference.springMetadata());
    }

    @Test
    void completion_is_generated_from_the_keys() throws IOException {
        assertSame(COMPLETION, Reference.completion());
    }

    @Test
    void key_is_documented_in_one_line() {
        assertThat(ConfigKey.values())
                .allSatisfy(key -> assertThat(key.doc()).isNotBlank().doesNotContain("\n", "|"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            drivechange.account.a.b.token         | true
            drivechange.account.token             | false
            drivechange.account..token            | false
            drivechange.websocket.properties.a.b  | true
            drivechange.websocket.properties.     | false
            drivechange.tokens                    | false
            """)
    void key_takes_any_name_but_an_empty_one(String name, boolean known) {
        assertThat(PropertyName.of(name).orElseThrow().spelled().isPresent()).isEqualTo(known);
    }

    @Test
    void parser_ignores_names_of_other_libraries() {
        assertThat(PropertyName.of("other.tokens")).isEmpty();
        assertThat(PropertyName.of("drivechanges.token")).isEmpty();
    }
}
