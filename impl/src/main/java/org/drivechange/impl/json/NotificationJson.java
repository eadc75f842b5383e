// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.drivechange.DriveNotification;
import org.drivechange.DriveTarget;
import org.drivechange.impl.graph.GraphDateTime;

/**
 * Parses change notifications of Graph: {@code {"value":[{…},…]}}.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/resources/changenotificationcollection">changeNotificationCollection</a>
 */
public final class NotificationJson {

    /** Maximum number of elements. Graph sends one or a few; each takes more memory than its characters. */
    private static final int MAX_ELEMENTS = 10_000;

    private final String text;
    private final DriveTarget target;
    private final String account;
    private final Instant at;
    private final List<DriveNotification> read = new ArrayList<>(1);

    private NotificationJson(String text, DriveTarget target, String account, Instant at) {
        this.text = text;
        this.target = target;
        this.account = account;
        this.at = at;
    }

    /**
     * Result of parsing.
     *
     * @param notifications one for each element of {@code value}, in order
     * @param complete false if a part could not be parsed, so a change may be missing
     */
    public record Read(List<DriveNotification> notifications, boolean complete) {}

    /** Parses as much as possible, up to 10,000 elements; never throws. */
    public static Read read(String text, DriveTarget target, String account, Instant at) {
        NotificationJson reader = new NotificationJson(text, target, account, at);
        boolean complete = reader.complete();
        return new Read(List.copyOf(reader.read), complete);
    }

    private boolean complete() {
        try (JsonParser parser = JsonParsers.open(text, 0)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            boolean complete = false;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean value = "value".equals(parser.currentName());
                JsonToken token = parser.nextToken();
                if (value && token == JsonToken.START_ARRAY) {
                    read.clear();
                    complete = elements(parser);
                } else {
                    parser.skipChildren();
                }
            }
            return complete && parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    private boolean elements(JsonParser parser) throws IOException {
        boolean complete = true;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token == null || read.size() == MAX_ELEMENTS) {
                return false;
            } else if (token == JsonToken.START_OBJECT) {
                read.add(element(parser));
            } else {
                complete = false;
                parser.skipChildren();
            }
        }
        return complete;
    }

    private DriveNotification element(JsonParser parser) throws IOException {
        int start = (int) parser.currentTokenLocation().getCharOffset();
        DriveNotification.Builder element =
                DriveNotification.change(target).account(account).at(at);
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (parser.nextToken() == JsonToken.VALUE_STRING) {
                member(element, name, parser.getText());
            } else {
                parser.skipChildren();
            }
        }
        int end = (int) parser.currentLocation().getCharOffset();
        return element.json(text.substring(start, end)).build();
    }

    private static void member(DriveNotification.Builder element, String name, String value) {
        switch (name) {
            case "subscriptionId" -> element.subscriptionId(value);
            case "clientState" -> element.clientState(value);
            case "resource" -> element.resource(value);
            case "tenantId" -> element.tenantId(value);
            case "siteUrl" -> element.siteUrl(value);
            case "webId" -> element.webId(value);
            case "expirationDateTime" ->
                element.expiration(GraphDateTime.parse(value).orElse(null));
            default -> {}
        }
    }
}
