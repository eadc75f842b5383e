// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.drivechange.impl.config.DeploymentProblem;
import org.drivechange.impl.connection.SessionProblem;
import org.drivechange.impl.graph.GraphProblem;
import org.junit.jupiter.api.Test;

/** A code is a promise: it means one thing, and the README says what. */
class ProblemCodesTest {

    private static final Pattern CODE = Pattern.compile("DRC(\\d{4})");
    private static final Pattern RANGE = Pattern.compile("`DRC(\\d{4})`–`DRC(\\d{4})`");

    private static String readme() throws IOException {
        return Files.readString(Path.of("..", "README.md"));
    }

    @Test
    void each_code_is_used_for_one_problem_in_its_thousand() {
        List<String> graph =
                Arrays.stream(GraphProblem.values()).map(GraphProblem::code).toList();
        List<String> session =
                Arrays.stream(SessionProblem.values()).map(SessionProblem::code).toList();
        List<String> deployment = Arrays.stream(DeploymentProblem.values())
                .map(DeploymentProblem::code)
                .toList();
        assertThat(deployment).doesNotHaveDuplicates().allMatch(code -> code.matches("DRC1\\d{3}"));
        assertThat(graph).doesNotHaveDuplicates().allMatch(code -> code.matches("DRC2\\d{3}"));
        assertThat(session).doesNotHaveDuplicates().allMatch(code -> code.matches("DRC3\\d{3}"));
    }

    @Test
    void the_readme_explains_every_code_and_no_other() throws IOException {
        TreeSet<String> used = new TreeSet<>();
        for (Path module : List.of(Path.of(""), Path.of("..", "api"))) {
            used.addAll(codes(module.resolve(Path.of("src", "main", "java"))));
        }
        String readme = readme();
        TreeSet<String> explained = new TreeSet<>();
        CODE.matcher(readme).results().map(MatchResult::group).forEach(explained::add);
        Matcher range = RANGE.matcher(readme);
        while (range.find()) {
            for (int code = Integer.parseInt(range.group(1)); code <= Integer.parseInt(range.group(2)); code++) {
                explained.add("DRC" + code);
            }
        }
        assertThat(explained).isEqualTo(used);
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
