// SPDX-License-Identifier: Apache-2.0
package org.drivechange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.lang.annotation.Annotation;
import java.time.Instant;
import org.drivechange.DriveNotification.Cause;
import org.junit.jupiter.api.Test;

class DriveEventTest {

    private static final DriveTarget TARGET = DriveTarget.parse("/me/drive/root");
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void change_returns_only_the_values_that_were_set() {
        DriveNotification full = DriveNotification.change(TARGET)
                .account("contoso")
                .at(NOON)
                .subscriptionId("s")
                .clientState("secret")
                .resource("r")
                .tenantId("t")
                .siteUrl("/u")
                .webId("w")
                .expiration(NOON.plusSeconds(1))
                .json("{}")
                .build();
        assertThat(full.cause()).isEqualTo(Cause.CHANGE);
        assertThat(full.since()).isEqualTo(full.at()).isEqualTo(NOON);
        assertThat(full)
                .returns(TARGET, DriveEvent::target)
                .returns("contoso", DriveEvent::account)
                .returns("s", DriveNotification::subscriptionId)
                .returns("secret", DriveNotification::clientState)
                .returns("r", DriveNotification::resource)
                .returns("t", DriveNotification::tenantId)
                .returns("/u", DriveNotification::siteUrl)
                .returns("w", DriveNotification::webId)
                .returns(NOON.plusSeconds(1), DriveNotification::expiration)
                .returns("{}", DriveNotification::json);
        assertThat(full.toString()).contains("/me/drive/root", "contoso").doesNotContain("secret");

        DriveNotification bare = DriveNotification.change(TARGET).build();
        assertThat(bare.account()).isEmpty();
        assertThat(bare.at()).isNotNull();
        assertThat(bare.json()).isNull();
        assertThat(bare.subscriptionId()).isNull();
    }

    @Test
    void event_text_escapes_invisible_characters_and_truncates_long_values() {
        String hostile = "x]\n\u001b[2K\u0085\u2028\u2029\u202e\u2066\u009b\ud800";
        DriveTarget target = DriveTarget.parse("/drives/b!\u202e/root");
        String shown = "x]\\u000a\\u001b[2K\\u0085\\u2028\\u2029\\u202e\\u2066\\u009b\\ud800";
        assertThat(DriveNotification.change(target)
                        .subscriptionId(hostile)
                        .account(hostile)
                        .build()
                        .toString())
                .contains("/drives/b!\\u202e/root account=" + shown + " at=", " subscription=" + shown + "]");
        assertThat(DriveSessionClosed.of(target, hostile, NOON, hostile, true).toString())
                .contains(" account=" + shown + " at=", "reason=" + shown + "]");
        assertThat(DriveSessionOpened.of(target, hostile, NOON, hostile, true).toString())
                .contains(" account=" + shown + " at=")
                .doesNotContain(hostile);
        assertThat(DriveSessionClosed.of(target, "", NOON, "y".repeat(100_000), true)
                        .toString())
                .hasSizeLessThan(600)
                .endsWith("yy…]");
    }

    @Test
    void catch_up_has_since_and_no_json() {
        DriveNotification catchUp = DriveNotification.catchUp(TARGET, "", NOON, NOON.minusSeconds(60));
        assertThat(catchUp.cause()).isEqualTo(Cause.CATCH_UP);
        assertThat(catchUp.since()).isEqualTo(NOON.minusSeconds(60));
        assertThat(catchUp.json()).isNull();
    }

    @Test
    void factories_reject_null_for_required_values() {
        assertThatNullPointerException().isThrownBy(() -> DriveNotification.change(null));
        assertThatNullPointerException().isThrownBy(() -> DriveNotification.catchUp(TARGET, "", NOON, null));
        assertThatNullPointerException().isThrownBy(() -> DriveSessionOpened.of(TARGET, "", NOON, null, false));
        assertThatNullPointerException().isThrownBy(() -> DriveSessionClosed.of(TARGET, "", NOON, null, false));
        assertThatNullPointerException().isThrownBy(() -> DriveChange.Literal.of(null));
    }

    @Test
    void literal_equals_the_annotation() throws Exception {
        Annotation written = DriveEventTest.class.getDeclaredMethod("annotated").getAnnotation(DriveChange.class);
        assertThat(DriveChange.Literal.of("/me/drive/root", "contoso"))
                .isEqualTo(written)
                .hasSameHashCodeAs(written);
        assertThat(DriveChange.Literal.of("/me/drive/root")).isNotEqualTo(written);
    }

    @DriveChange(target = "/me/drive/root", account = "contoso")
    private static void annotated() {}
}
