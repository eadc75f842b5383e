// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people and editors read of the configuration's keys is what {@link ConfigKey} says. */
class ReferenceTest {

    private static final Path README = Path.of("..", "README.md");
    private static final Path METADATA =
            Path.of("src", "main", "resources", "META-INF", "spring-configuration-metadata.json");
    private static final Path COMPLETION =
            Path.of("src", "main", "java", "org", "drivechange", "impl", "config", "Completion.java");

    private static final String WRITE = "drivechange.reference";
    private static final String COMMAND = "./mvnw -B -ntp -pl api,tck/simulator,impl test"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dtest=ReferenceTest -D" + WRITE + "=write";

    /** Writes the file where the command asks for it. */
    private static void assertSame(Path file, String expected) throws IOException {
        if ("write".equals(System.getProperty(WRITE))) {
            Files.writeString(file, expected);
        }
        assertThat(Files.readString(file))
                .as(file + " is not what Key says; this writes it: " + COMMAND)
                .isEqualTo(expected);
    }

    @Test
    void the_readme_has_the_table_of_the_keys() throws IOException {
        assertSame(README, Reference.inReadme(Files.readString(README)));
    }

    @Test
    void editors_of_spring_find_the_keys_in_the_jar() throws IOException {
        assertSame(METADATA, Reference.springMetadata());
    }

    @Test
    void editors_of_microprofile_find_the_keys_in_the_jar() throws IOException {
        assertSame(COMPLETION, Reference.completion());
    }

    @Test
    void every_key_says_what_it_is_for_in_one_line() {
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
    void names_of_other_libraries_are_ignored() {
        assertThat(PropertyName.of("other.tokens")).isEmpty();
        assertThat(PropertyName.of("drivechanges.token")).isEmpty();
    }
}
