// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.graph;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.drivechange.simulator.internal.network.Json;
import org.drivechange.simulator.internal.socketio.SubscriptionGrant;

/** Creates the text of notifications as the real service sends them. */
public final class NotificationText {

    private NotificationText() {}

    public static String text(SubscriptionGrant grant) {
        Map<String, Object> element = new LinkedHashMap<>();
        element.put("subscriptionId", grant.subscriptionId());
        element.put(
                "clientState", "system-managed:" + idOf("client state", grant).toUpperCase(Locale.ROOT));
        element.put("expirationDateTime", grant.expirationDateTime());
        element.put("resource", idOf("resource", grant));
        element.put("tenantId", "9188040d-6c67-4c5b-b112-36a304b66dad");
        element.put("siteUrl", "/personal/5a0b9e159b3310ad");
        element.put("webId", idOf("web", grant));
        return Json.text(Map.of("value", List.of(element)));
    }

    /** Returns an id that is stable per target. */
    private static String idOf(String what, SubscriptionGrant grant) {
        return UUID.nameUUIDFromBytes((what + grant.target()).getBytes(UTF_8)).toString();
    }
}
