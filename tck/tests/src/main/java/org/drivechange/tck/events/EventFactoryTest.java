// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.drivechange.DriveNotification;
import org.drivechange.DriveNotification.Cause;
import org.drivechange.DriveSessionClosed;
import org.drivechange.DriveSessionOpened;
import org.drivechange.DriveTarget;
import org.drivechange.tck.Assertion;

/** Tests events created by an application's test, without a server. */
class EventFactoryTest {

    private static final DriveTarget TARGET = DriveTarget.parse("/me/drive/root");
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

    @Assertion(id = {"events-01", "events-05"})
    void change_has_the_values_of_its_builder() {
        DriveNotification made = DriveNotification.change(TARGET)
                .account("contoso")
                .at(AT)
                .subscriptionId("a subscription")
                .clientState("a state")
                .resource("a resource")
                .tenantId("a tenant")
                .siteUrl("a site")
                .webId("a web")
                .expiration(AT.plusSeconds(1))
                .json("{\"a\": 1}")
                .build();

        assertThat(made.cause()).isEqualTo(Cause.CHANGE);
        assertThat(made.target()).isEqualTo(TARGET);
        assertThat(made.account()).isEqualTo("contoso");
        assertThat(made.at()).isEqualTo(AT).isEqualTo(made.since());
        assertThat(made.subscriptionId()).isEqualTo("a subscription");
        assertThat(made.clientState()).isEqualTo("a state");
        assertThat(made.resource()).isEqualTo("a resource");
        assertThat(made.tenantId()).isEqualTo("a tenant");
        assertThat(made.siteUrl()).isEqualTo("a site");
        assertThat(made.webId()).isEqualTo("a web");
        assertThat(made.expiration()).isEqualTo(AT.plusSeconds(1));
        assertThat(made.json()).isEqualTo("{\"a\": 1}");
    }

    @Assertion(id = {"events-01", "events-03"})
    void change_has_null_for_unset_values_except_the_common_ones() {
        DriveNotification made = DriveNotification.change(TARGET).build();

        assertThat(made.account()).isEmpty();
        assertThat(made.at()).isNotNull();
        assertThat(made.json()).isNull();
        assertThat(made.subscriptionId()).isNull();
        assertThat(made.clientState()).isNull();
        assertThat(made.resource()).isNull();
        assertThat(made.tenantId()).isNull();
        assertThat(made.siteUrl()).isNull();
        assertThat(made.webId()).isNull();
        assertThat(made.expiration()).isNull();
    }

    @Assertion(id = "events-06")
    void catch_up_has_since_and_no_json() {
        DriveNotification made = DriveNotification.catchUp(TARGET, "", AT, AT.minusSeconds(5));

        assertThat(made.cause()).isEqualTo(Cause.CATCH_UP);
        assertThat(made.since()).isEqualTo(AT.minusSeconds(5));
        assertThat(made.json()).isNull();
    }

    @Assertion(id = "events-07")
    void session_events_have_the_values_of_their_factory() {
        DriveSessionOpened opened = DriveSessionOpened.of(TARGET, "contoso", AT, "a sid", true);
        DriveSessionClosed closed = DriveSessionClosed.of(TARGET, "contoso", AT, "a reason", true);

        assertThat(opened.sessionId()).isEqualTo("a sid");
        assertThat(opened.resumed()).isTrue();
        assertThat(closed.reason()).isEqualTo("a reason");
        assertThat(closed.willReconnect()).isTrue();
        assertThat(closed.at()).isEqualTo(opened.at()).isEqualTo(AT);
    }
}
