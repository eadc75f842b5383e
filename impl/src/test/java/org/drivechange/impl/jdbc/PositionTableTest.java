// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PositionTableTest {

    @Test
    void copy_ends_before_a_character_that_exceeds_the_limit() {
        assertThat(PositionTable.copy("a".repeat(400))).hasSize(400);
        assertThat(PositionTable.copy("a".repeat(399) + "😀b")).isEqualTo("a".repeat(399));
        assertThat(PositionTable.copy("😀".repeat(201))).isEqualTo("😀".repeat(200));
    }

    @Test
    void copy_replaces_characters_that_databases_refuse() {
        assertThat(PositionTable.copy("a\0b\nc\u0085d\ud83de\udc00")).isEqualTo("a?b?c?d?e?");
    }

    @Test
    void table_has_the_prefix() {
        assertThat(PositionTable.of("crm.dc_").name()).isEqualTo("crm.dc_target");
    }
}
