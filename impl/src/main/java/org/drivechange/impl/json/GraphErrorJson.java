// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;

/**
 * Error body of Graph: {@code {"error":{"code":…,"message":…,"innerError":{"code":…}}}}.
 *
 * @param code error code such as {@code InvalidAuthenticationToken}, unmodified; {@code ""} if absent
 * @param message error message, unmodified; {@code ""} if absent
 * @param innerCode more specific error code, unmodified; {@code ""} if absent
 * @see <a href="https://learn.microsoft.com/graph/errors">Microsoft Graph, error responses</a>
 */
public record GraphErrorJson(String code, String message, String innerCode) {

    /** Parses a body. Empty if it is not an error body. */
    public static Optional<GraphErrorJson> read(byte[] body) {
        try (JsonParser parser = JsonParsers.open(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean error = "error".equals(parser.currentName());
                if (parser.nextToken() == JsonToken.START_OBJECT && error) {
                    return Optional.of(error(parser));
                }
                parser.skipChildren();
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static GraphErrorJson error(JsonParser parser) throws IOException {
        String code = "";
        String message = "";
        String innerCode = "";
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            boolean text = value == JsonToken.VALUE_STRING;
            if (text && name.equals("code")) {
                code = parser.getText();
            } else if (text && name.equals("message")) {
                message = parser.getText();
            } else if (value == JsonToken.START_OBJECT && name.equalsIgnoreCase("innerError")) {
                innerCode = innerCode(parser);
            } else {
                parser.skipChildren();
            }
        }
        return new GraphErrorJson(code, message, innerCode);
    }

    private static String innerCode(JsonParser parser) throws IOException {
        String code = "";
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean isCode = parser.currentName().equals("code");
            if (parser.nextToken() == JsonToken.VALUE_STRING && isCode) {
                code = parser.getText();
            }
            parser.skipChildren();
        }
        return code;
    }
}
