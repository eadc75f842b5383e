// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;
import java.util.Optional;
import org.drivechange.impl.socketio.JsonSlice;
import org.drivechange.impl.socketio.Recovery;

/**
 * What CONNECT and CONNECT_ERROR packets carry.
 *
 * @see <a href="https://socket.io/docs/v4/socket-io-protocol/#connection-to-a-namespace-1">Socket.IO protocol, connection</a>
 */
public final class ConnectJson {

    private static final int MAX_ID = 256;

    private static final String NO_MESSAGE = "JSON without a message";

    private ConnectJson() {}

    /**
     * The server's answer to CONNECT.
     *
     * @param pid the private id that recovers the connection, empty where the server does not offer it
     */
    public record Answer(String sid, Optional<String> pid) {
        @Override
        public String toString() {
            return "Answer[" + sid + ", " + (pid.isPresent() ? "recoverable" : "not recoverable") + "]";
        }
    }

    /** Reads the answer of a server that speaks revision 5 of the protocol. */
    public static Answer read(JsonSlice payload) throws MalformedJsonException {
        try (JsonParser parser = JsonParsers.open(payload.text(), payload.from())) {
            Map<String, String> members = JsonParsers.scalars(parser);
            String sid = members.get("sid");
            if (sid == null || sid.isEmpty() || sid.length() > MAX_ID) {
                throw new MalformedJsonException("expected a sid of 1 to 256 characters in the answer to CONNECT");
            }
            return new Answer(
                    sid,
                    Optional.ofNullable(members.get("pid")).filter(pid -> !pid.isEmpty() && pid.length() <= MAX_ID));
        } catch (IOException malformed) {
            throw JsonParsers.malformed(malformed);
        }
    }

    /**
     * Why a CONNECT was refused, as the server sent it: the text, or an object's message. Its other members are not for
     * people, and may hold what the client sent.
     */
    public static String reason(JsonSlice payload) throws MalformedJsonException {
        try (JsonParser parser = JsonParsers.open(payload.text(), payload.from())) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new MalformedJsonException("expected a reason in CONNECT_ERROR but found nothing");
            }
            String reason = first.isScalarValue() ? parser.getText() : message(parser);
            JsonParsers.expectEnd(parser);
            return reason;
        } catch (IOException malformed) {
            throw JsonParsers.malformed(malformed);
        }
    }

    /** Reads an object or an array to its end. */
    private static String message(JsonParser parser) throws IOException {
        String message = NO_MESSAGE;
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            parser.skipChildren();
            return message;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean wanted = parser.currentName().equals("message");
            if (parser.nextToken() == JsonToken.VALUE_STRING && wanted) {
                message = parser.getText();
            }
            parser.skipChildren();
        }
        return message;
    }

    /** The auth object that asks for connection state recovery. */
    public static String recovery(Recovery recovery) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JsonParsers.write(text)) {
            json.writeStartObject();
            json.writeStringField("pid", recovery.pid());
            json.writeStringField("offset", recovery.offset());
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return text.toString();
    }
}
