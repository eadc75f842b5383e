// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;
import java.util.Optional;
import org.drivechange.impl.diagnostics.ProtocolException;
import org.drivechange.impl.socketio.JsonSlice;
import org.drivechange.impl.socketio.Recovery;

/**
 * Parses and writes the payloads of CONNECT and CONNECT_ERROR packets.
 *
 * @see <a href="https://socket.io/docs/v4/socket-io-protocol/#connection-to-a-namespace-1">Socket.IO protocol, connection</a>
 */
public final class ConnectJson {

    private static final int MAX_ID = 256;

    private static final String NO_MESSAGE = "JSON without a message";

    private ConnectJson() {}

    /**
     * Answer of the server to CONNECT.
     *
     * @param pid private id that recovers the connection, empty if the server does not support recovery
     */
    public record Answer(String sid, Optional<String> pid) {
        @Override
        public String toString() {
            return "Answer[" + sid + ", " + (pid.isPresent() ? "recoverable" : "not recoverable") + "]";
        }
    }

    /** Parses the answer of a server that uses revision 5 of the protocol. */
    public static Answer read(JsonSlice payload) throws ProtocolException {
        try (JsonParser parser = JsonParsers.open(payload.text(), payload.from())) {
            Map<String, String> members = JsonParsers.scalars(parser);
            String sid = members.get("sid");
            if (sid == null || sid.isEmpty() || sid.length() > MAX_ID) {
                throw new ProtocolException("expected a sid of 1 to 256 characters in the answer to CONNECT");
            }
            return new Answer(
                    sid,
                    Optional.ofNullable(members.get("pid")).filter(pid -> !pid.isEmpty() && pid.length() <= MAX_ID));
        } catch (IOException e) {
            throw JsonParsers.malformed(e);
        }
    }

    /**
     * Returns the reason of a refused CONNECT as the server sent it: the text, or the message of an object. Other members of
     * the object are not meant for users and may contain data that the client sent.
     */
    public static String reason(JsonSlice payload) throws ProtocolException {
        try (JsonParser parser = JsonParsers.open(payload.text(), payload.from())) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new ProtocolException("expected a reason in CONNECT_ERROR but found nothing");
            }
            String reason = first.isScalarValue() ? parser.getText() : message(parser);
            JsonParsers.expectEnd(parser);
            return reason;
        } catch (IOException e) {
            throw JsonParsers.malformed(e);
        }
    }

    /** Parses an object or an array to its end. */
    private static String message(JsonParser parser) throws IOException {
        String message = NO_MESSAGE;
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            parser.skipChildren();
            return message;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean isMessage = parser.currentName().equals("message");
            if (parser.nextToken() == JsonToken.VALUE_STRING && isMessage) {
                message = parser.getText();
            }
            parser.skipChildren();
        }
        return message;
    }

    /** Returns the auth object that requests connection state recovery. */
    public static String recovery(Recovery recovery) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JsonParsers.write(text)) {
            json.writeStartObject();
            json.writeStringField("pid", recovery.pid());
            json.writeStringField("offset", recovery.offset());
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }
}
