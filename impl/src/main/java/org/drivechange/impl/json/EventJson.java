// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.drivechange.impl.diagnostics.ProtocolException;
import org.drivechange.impl.socketio.JsonSlice;

/**
 * Parses the payload of EVENT packets: an array of the event's name and its arguments.
 *
 * @see <a href="https://socket.io/docs/v4/socket-io-protocol/#sending-and-receiving-data-1">Socket.IO protocol, data</a>
 */
public final class EventJson {

    private static final int MAX_OFFSET = 256;

    private EventJson() {}

    /**
     * Relevant parts of an event.
     *
     * @param name name of the event
     * @param first argument 1 as JSON text: the content of a string, an object unchanged, or the bytes of a binary argument as
     *     UTF-8
     * @param trailing last argument if it is a short string: the offset, if the server supports recovery
     */
    public record Body(String name, Optional<String> first, Optional<String> trailing) {
        @Override
        public String toString() {
            return "Body[" + name + ", " + first.map(String::length).orElse(0) + " characters]";
        }
    }

    /**
     * Parses the whole array.
     *
     * @param attachments binary data for the placeholders, empty for a text packet
     */
    public static Body read(JsonSlice payload, List<byte[]> attachments) throws ProtocolException {
        try (JsonParser parser = JsonParsers.open(payload.text(), payload.from())) {
            JsonParsers.expect(parser.nextToken(), JsonToken.START_ARRAY);
            JsonToken name = parser.nextToken();
            if (name == null || (name != JsonToken.VALUE_STRING && !name.isNumeric())) {
                throw new ProtocolException("expected an event name, a string or a number");
            }
            return arguments(parser.getText(), parser, payload, attachments);
        } catch (IOException e) {
            throw JsonParsers.malformed(e);
        }
    }

    /** Checks that the payload of an ACK is an array. */
    public static void check(JsonSlice payload, List<byte[]> attachments) throws ProtocolException {
        try (JsonParser parser = JsonParsers.open(payload.text(), payload.from())) {
            JsonParsers.expect(parser.nextToken(), JsonToken.START_ARRAY);
            BinaryPlaceholders.skip(parser, attachments.size());
            JsonParsers.expectEnd(parser);
        } catch (IOException e) {
            throw JsonParsers.malformed(e);
        }
    }

    private static Body arguments(String name, JsonParser parser, JsonSlice payload, List<byte[]> attachments)
            throws IOException, ProtocolException {
        Optional<String> first = Optional.empty();
        Optional<String> trailing = Optional.empty();
        int position = 1;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token == null) {
                throw new ProtocolException("expected the end of the event's array but found the end of the text");
            }
            trailing = token == JsonToken.VALUE_STRING && parser.getTextLength() <= MAX_OFFSET
                    ? Optional.of(parser.getText())
                    : Optional.empty();
            Optional<String> argument = argument(position == 1, parser, payload, attachments);
            first = position == 1 ? argument : first;
            position++;
        }
        JsonParsers.expectEnd(parser);
        return new Body(name, first, trailing);
    }

    private static Optional<String> argument(
            boolean isFirst, JsonParser parser, JsonSlice payload, List<byte[]> attachments)
            throws IOException, ProtocolException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return isFirst ? Optional.of(parser.getText()) : Optional.empty();
        }
        long start = parser.currentTokenLocation().getCharOffset();
        OptionalInt placeholder = BinaryPlaceholders.skip(parser, attachments.size());
        if (!isFirst || parser.currentToken() != JsonToken.END_OBJECT) {
            return Optional.empty();
        }
        if (placeholder.isPresent()) {
            return Optional.of(new String(attachments.get(placeholder.getAsInt()), StandardCharsets.UTF_8));
        }
        long end = parser.currentLocation().getCharOffset();
        return Optional.of(payload.text().substring(payload.from() + (int) start, payload.from() + (int) end));
    }
}
