// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ErrorCodeTest {

    private static final Pattern CODE = Pattern.compile("DRC\\d{4}");

    @Test
    void codes_are_distinct_and_in_order() {
        assertThat(Stream.of(ErrorCode.values()).map(ErrorCode::code))
                .doesNotHaveDuplicates()
                .isSorted()
                .allMatch(code -> code.matches("DRC[1-5]\\d{3}"));
    }

    @Test
    void sources_of_the_implementation_have_no_code_but_those_of_the_enum() throws IOException {
        assertThat(codes(Path.of("src", "main", "java"))).isSubsetOf(all());
    }

    /** The API cannot depend on the implementation, so its message contains the code as a literal. */
    @Test
    void sources_of_the_api_have_no_code_but_those_of_the_enum() throws IOException {
        assertThat(codes(Path.of("..", "api", "src", "main", "java"))).isSubsetOf(all());
    }

    private static Set<String> all() {
        return Stream.of(ErrorCode.values()).map(ErrorCode::code).collect(Collectors.toSet());
    }

    private static Set<String> codes(Path folder) throws IOException {
        TreeSet<String> codes = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(folder)) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                CODE.matcher(Files.readString(source))
                        .results()
                        .map(MatchResult::group)
                        .forEach(codes::add);
            }
        }
        return codes;
    }
}
