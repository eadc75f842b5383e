// SPDX-License-Identifier: Apache-2.0
package org.drivechange.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.drivechange.DriveNotification;
import org.drivechange.DriveTarget;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InboxTest {

    private final PrintStream before = System.out;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Inbox inbox = new Inbox();

    @BeforeEach
    void capture() {
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void release() {
        System.setOut(before);
    }

    private static DriveNotification change(String subscriptionId) {
        return DriveNotification.change(DriveTarget.parse("/me/drive/root"))
                .subscriptionId(subscriptionId)
                .build();
    }

    @Test
    void inbox_prints_every_event_and_stores_a_hundred_at_most() throws InterruptedException {
        for (int i = 0; i < 150; i++) {
            inbox.changed(change("id-" + i));
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("id-0", "id-149");
        for (int i = 0; i < 100; i++) {
            assertThat(inbox.await(DriveNotification.class)).isTrue();
        }
        assertThat(inbox.isDrained()).isTrue();
    }

    @Test
    void inbox_prints_visible_text_only() {
        inbox.changed(change("x]\nINFO: forged\u001b[2K\u202e\u2028\u0085\u009b"));
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("x]?INFO: forged?[2K????")
                .hasLineCount(1);
    }
}
