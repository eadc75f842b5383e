// SPDX-License-Identifier: Apache-2.0
package org.drivechange.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import org.drivechange.DriveItemChange;
import org.drivechange.DriveTarget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class InboxTest {

    private static final DriveTarget TARGET = DriveTarget.parse("/me/drive/root");

    @RegisterExtension
    final PrintedLines printed = new PrintedLines();

    private final Inbox inbox = new Inbox();

    @Test
    void inbox_prints_names_of_changed_items_and_ids_of_deleted_ones() {
        inbox.changed(DriveItemChange.changed(TARGET, "drive", "1")
                .name("may.pdf")
                .type(DriveItemChange.Type.FILE)
                .build());
        inbox.changed(DriveItemChange.changed(TARGET, "drive", "2")
                .name("Invoices")
                .type(DriveItemChange.Type.FOLDER)
                .baseline(true)
                .build());
        inbox.changed(DriveItemChange.deleted(TARGET, "drive", "3").build());
        assertThat(printed.lines())
                .containsExactly("CHANGED  may.pdf, item 1", "EXISTS   Invoices/, item 2", "DELETED  item 3");
    }

    @Test
    void inbox_prints_visible_text_only() {
        inbox.changed(DriveItemChange.changed(TARGET, "drive", "1")
                .name("x]\nINFO: forged\u001b[2K\u202e\u2028\u0085\u009b")
                .build());
        assertThat(printed.lines()).containsExactly("CHANGED  x]?INFO: forged?[2K????, item 1");
    }
}
