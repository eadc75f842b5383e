// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlErrorsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection to jdbc:postgresql://db/orders?user=a&password=s3cr3t refused",
                "jdbc:oracle:thin:scott/s3cr3t@//db:1521/orders",
                "url is 'jdbc:sqlserver://db;password=s3cr3t'",
                "Properties {user=a, password=s3cr3t}",
                "jdbc:sqlserver://db;user=sa;password={a s3cr3t};encrypt=true",
                "{\"password\": \"a, s3cr3t\"} and password={b s3cr3t}",
                "password=a,b)s3cr3t",
                "trustStorePassword = s3cr3t; PWD:s3cr3t"
            })
    void description_hides_urls_and_passwords(String message) {
        assertThat(SqlErrors.describe(new SQLException(message, new IllegalStateException(message))))
                .doesNotContain("s3cr3t");
    }

    @ParameterizedTest
    @CsvSource({"42P01, true", "42S02, true", "S0002, true", "3F000, true", "08001, false", "40001, false", ", false"})
    void state_of_a_missing_table_is_recognized(String state, boolean refused) {
        assertThat(SqlErrors.refusesNames(new SQLException("text", state))).isEqualTo(refused);
    }
}
