// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.drivechange.DriveEvent;
import org.drivechange.DriveNotification;
import org.drivechange.DriveTarget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationJsonTest {

    private static final DriveTarget ME = DriveTarget.parse("/me/drive/root");
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    /** Payload logged by a client of the real service. */
    private static final String REAL = "{\"subscriptionId\":\"5554a2f6-1959-4b95-96f4-369b49212df9\","
            + "\"clientState\":\"system-managed:8082D436-D8DA-458D-96AD-34C902B73F37\","
            + "\"expirationDateTime\":\"2026-05-11T21:52:27.5200000Z\","
            + "\"resource\":\"b8a61df7-e8b3-4e48-9cc2-73425b82160e\","
            + "\"tenantId\":\"9188040d-6c67-4c5b-b112-36a304b66dad\","
            + "\"siteUrl\":\"/personal/5a0b9e159b3310ad\",\"webId\":\"be8f18aa-284c-4452-8e7d-3db9e0e4babd\"}";

    private static NotificationJson.Read read(String text) {
        return NotificationJson.read(text, ME, "contoso", NOW);
    }

    @Test
    void parser_reads_real_payload() {
        NotificationJson.Read read = read("{\"value\":[" + REAL + "]}");
        assertThat(read.complete()).isTrue();
        assertThat(read.notifications())
                .singleElement()
                .returns(ME, DriveEvent::target)
                .returns("contoso", DriveEvent::account)
                .returns(NOW, DriveEvent::at)
                .returns("5554a2f6-1959-4b95-96f4-369b49212df9", DriveNotification::subscriptionId)
                .returns("system-managed:8082D436-D8DA-458D-96AD-34C902B73F37", DriveNotification::clientState)
                .returns("b8a61df7-e8b3-4e48-9cc2-73425b82160e", DriveNotification::resource)
                .returns("9188040d-6c67-4c5b-b112-36a304b66dad", DriveNotification::tenantId)
                .returns("/personal/5a0b9e159b3310ad", DriveNotification::siteUrl)
                .returns("be8f18aa-284c-4452-8e7d-3db9e0e4babd", DriveNotification::webId)
                .returns(Instant.parse("2026-05-11T21:52:27.52Z"), DriveNotification::expiration)
                .returns(REAL, DriveNotification::json);
    }

    @Test
    void parser_keeps_text_of_each_element() {
        String first = "{ \"resource\" : \"\\u00e4\\n\" ,\t\"x\":[1,{\"y\":null}] }";
        String second = "{}";
        NotificationJson.Read read = read(" {\"a\":{\"value\":[{}]},\"value\": [ " + first + " , " + second + " ] } ");
        assertThat(read.complete()).isTrue();
        assertThat(read.notifications()).extracting(DriveNotification::json).containsExactly(first, second);
        assertThat(read.notifications().get(0).resource()).isEqualTo("ä\n");
        assertThat(read.notifications().get(1).resource()).isNull();
    }

    @Test
    void parser_splits_long_text_at_elements() {
        String element = "{\"resource\":\"" + "x".repeat(50_000) + "\"}";
        NotificationJson.Read read = read("{\"value\":[" + element + "," + element + "]}");
        assertThat(read.notifications()).hasSize(2).allMatch(one -> one.json().equals(element));
    }

    @Test
    void parser_ignores_members_of_another_type() {
        NotificationJson.Read read = read(
                "{\"value\":[{\"subscriptionId\":7,\"resource\":null,\"tenantId\":{\"a\":[]},\"expirationDateTime\":\"soon\"}]}");
        assertThat(read.complete()).isTrue();
        assertThat(read.notifications())
                .singleElement()
                .returns(null, DriveNotification::subscriptionId)
                .returns(null, DriveNotification::resource)
                .returns(null, DriveNotification::tenantId)
                .returns(null, DriveNotification::expiration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "no json",
                "{}",
                "{\"value\":{}}",
                "{\"value\":null}",
                "{\"value\":[}",
                "{\"value\":[NaN]}",
                "{\"value\":[]} trailing",
                "{\"value\":[/*comment*/]}",
                "{'value':[]}"
            })
    void parser_reports_malformed_text_without_throwing(String text) {
        assertThat(read(text).complete()).isFalse();
        assertThat(read(text).notifications()).isEmpty();
    }

    @Test
    void parser_keeps_elements_before_an_error() {
        assertThat(read("{\"value\":[{\"resource\":\"a\"},7,{\"resource\":\"b\"}]}"))
                .satisfies(read -> {
                    assertThat(read.complete()).isFalse();
                    assertThat(read.notifications())
                            .extracting(DriveNotification::resource)
                            .containsExactly("a", "b");
                });
        assertThat(read("{\"value\":[{\"resource\":\"a\"},{\"resour").notifications())
                .hasSize(1);
    }

    @Test
    void parser_bounds_depth() {
        assertThat(read("{\"value\":[" + "[".repeat(1_000_000)).complete()).isFalse();
        assertThat(read("{\"x\":" + "{\"a\":".repeat(100_000)).complete()).isFalse();
    }

    @Test
    void parser_bounds_number_of_elements() {
        assertThat(read("{\"value\":[" + "{},".repeat(9_999) + "{}]}").complete())
                .isTrue();
        NotificationJson.Read flood = read("{\"value\":[" + "{},".repeat(300_000) + "{}]}");
        assertThat(flood.complete()).isFalse();
        assertThat(flood.notifications()).hasSize(10_000);
    }

    @Test
    void parser_uses_last_of_duplicate_members() {
        NotificationJson.Read read =
                read("{\"value\":[{\"resource\":\"a\"},7],\"value\":[{\"webId\":\"b\",\"webId\":\"c\"}]}");
        assertThat(read.complete()).isTrue();
        assertThat(read.notifications())
                .singleElement()
                .returns(null, DriveNotification::resource)
                .returns("c", DriveNotification::webId);
    }

    @Test
    void parser_splits_correctly_after_supplementary_characters() {
        String element = "{\"resource\":\"\ud83d\ude00\",\"x\":\"\\ud83d\",\"siteUrl\":\"\ud83d\"}";
        NotificationJson.Read read =
                read("{\"\ud83d\ude00\":\"\ud83d\ude00\",\"value\":[" + element + "," + element + "]}");
        assertThat(read.complete()).isTrue();
        assertThat(read.notifications())
                .hasSize(2)
                .allSatisfy(one -> assertThat(one.json()).isEqualTo(element))
                .allSatisfy(one -> assertThat(one.resource()).isEqualTo("\ud83d\ude00"));
    }

    @Test
    void parser_skips_huge_numbers() {
        assertThat(read("{\"n\":1e999999999,\"value\":[{\"n\":-1E-999999999,\"m\":123456789012345678901234567890}]}"))
                .satisfies(read -> assertThat(read.complete()).isTrue())
                .satisfies(read -> assertThat(read.notifications()).hasSize(1));
    }

    @Test
    void parser_reads_empty_value() {
        assertThat(read("{\"value\":[]}").complete()).isTrue();
        assertThat(read("{\"value\":[]}").notifications()).isEmpty();
    }
}
