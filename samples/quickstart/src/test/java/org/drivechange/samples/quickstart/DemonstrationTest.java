// SPDX-License-Identifier: Apache-2.0
package org.drivechange.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DemonstrationTest {

    @RegisterExtension
    final PrintedLines printed = new PrintedLines();

    @Test
    void demonstration_prints_each_item_once_across_the_crash_and_all_after_the_resync() throws Exception {
        Demonstration.run();
        assertThat(printed.lines().stream()
                        .filter(line -> line.matches("(RESET|EXISTS|CHANGED|DELETED) .*"))
                        .map(line -> line.replaceFirst("[:,].*", ""))
                        .map(line -> line.replaceFirst("item .*", "item")))
                .containsExactly(
                        "RESET    START",
                        "EXISTS   welcome.txt",
                        "CHANGED  invoice.pdf",
                        "CHANGED  invoice-paid.pdf",
                        "DELETED  item",
                        "CHANGED  report.docx",
                        "CHANGED  minutes.docx",
                        "CHANGED  budget.xlsx",
                        "RESET    RESYNC",
                        "EXISTS   welcome.txt",
                        "EXISTS   report.docx",
                        "EXISTS   minutes.docx",
                        "EXISTS   budget.xlsx",
                        "EXISTS   contract.pdf");
        assertThat(printed.lines())
                .contains("CLOSED   connection lost, reconnecting", "CLOSED   the application stopped");
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith("positions")))
                    .isEmpty();
        }
    }
}
