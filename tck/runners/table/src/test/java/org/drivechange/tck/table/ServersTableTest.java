// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServersTableTest {

    private static final String README = """
            before
            <!-- the table of servers; ./mvnw -Pservers verify writes it -->
            | server | version | JDK | WebSocket client | tests passed / excluded | start-up | threads per 100 sessions |
            |---|---|---|---|---|---|---|
            | One | 1 | 17 | Tyrus | 1 / 0 | 0.10 s | 10 |
            | Two | 2 | 17 | Tyrus | 2 / 0 | 0.20 s | 20 |
            <!-- the end of the table of servers -->
            after
            """;

    @TempDir
    Path runner;

    @Test
    void table_replaces_rows_of_finished_runs_and_keeps_the_others() throws Exception {
        Files.createDirectories(runner.resolve("target/surefire-reports"));
        Files.createDirectories(runner.resolve("src/test/resources"));
        Files.writeString(
                runner.resolve("target/measured.properties"),
                "server=Two\nversion=3.0.Final\njava=25.0.1\nclient=io.undertow.X\nstart-up=123\nthreads=30\n");
        Files.writeString(
                runner.resolve("target/surefire-reports/TEST-a.xml"),
                "<testsuite xmlns:x=\"y\" name=\"org.drivechange.tck.a.A\" time=\"1\" tests=\"9\" errors=\"1\" skipped=\"1\" failures=\"2\" flakes=\"0\">");
        Files.writeString(
                runner.resolve("target/surefire-reports/TEST-m.xml"),
                "<testsuite name=\"org.drivechange.tck.measure.M\" tests=\"7\" errors=\"0\" skipped=\"0\" failures=\"0\">");
        Files.writeString(runner.resolve("src/test/resources/exclusions.txt"), "# why\nA#b\n");

        String written = ServersTable.written(README, List.of(Run.of(runner)));

        assertThat(written)
                .isEqualTo(README.replace(
                        "| Two | 2 | 17 | Tyrus | 2 / 0 | 0.20 s | 20 |",
                        "| Two | 3.0 | 25 | Undertow | 5, but 3 failed / 1 | 0.12 s | 30 |"));
    }

    @Test
    void table_is_unchanged_without_runs() {
        assertThat(ServersTable.written(README, List.of())).isEqualTo(README);
    }
}
