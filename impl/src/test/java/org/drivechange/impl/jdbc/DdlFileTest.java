// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DdlFileTest {

    private static final Pattern COLUMN = Pattern.compile("(?m)^    ([a-z_]+) ");

    @Test
    void files_of_all_databases_create_the_columns_that_the_statements_use() {
        Set<String> files = Stream.of(DdlFile.values()).map(DdlFile::file).collect(Collectors.toSet());
        assertThat(files)
                .hasSize(7)
                .allSatisfy(file -> assertThat(columns(file)).containsExactlyElementsOf(PositionTable.COLUMNS));
    }

    private static Stream<String> columns(String file) {
        String database = file.substring(file.lastIndexOf('/') + 1, file.length() - ".sql".length());
        return COLUMN.matcher(TestDataSource.script(database)).results().map(found -> found.group(1));
    }

    @ParameterizedTest
    @CsvSource({
        "PostgreSQL, postgresql",
        "MySQL, mysql",
        "MariaDB, mysql",
        "Oracle, oracle",
        "Microsoft SQL Server, sqlserver",
        "DB2/LINUXX8664, db2",
        "H2, h2",
        "Apache Derby, derby"
    })
    void file_is_found_by_the_name_of_the_product(String product, String file) {
        assertThat(DdlFile.of(product)).isEqualTo("META-INF/drivechange/ddl/" + file + ".sql");
    }

    @Test
    void unknown_product_is_named() {
        assertThat(DdlFile.of("HSQL Database Engine"))
                .isEqualTo("the file of META-INF/drivechange/ddl/ that is closest to HSQL Database Engine");
    }
}
