// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.System.Logger.Level;
import org.drivechange.impl.LogLines;
import org.junit.jupiter.api.Test;

class FailSafeLogTest {

    @Test
    void message_is_one_visible_line_of_bounded_length() {
        try (LogLines log = new LogLines()) {
            FailSafeLog.log(Level.WARNING, "Account \"x\n\u202e\" " + "y".repeat(1 << 20), null);
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("Account \"x\\u000a\\u202e\" yyy")
                    .hasSize(4_001)
                    .endsWith("y…");
        }
    }
}
