// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.json;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.drivechange.impl.diagnostics.ProtocolException;
import org.drivechange.impl.engineio.Handshake;

/**
 * Parses the data of the {@code open} packet.
 *
 * @see <a href="https://socket.io/docs/v4/engine-io-protocol/#handshake">Engine.IO protocol, handshake</a>
 */
public final class HandshakeJson {

    /** Number in JSON. Encoders write whole numbers as 25000, 25000.0 or 2.5e4; JavaScript clients accept all three. */
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");

    private HandshakeJson() {}

    public static Handshake read(String json) throws ProtocolException {
        try (JsonParser parser = JsonParsers.open(json, 0)) {
            Map<String, String> members = JsonParsers.scalars(parser);
            return new Handshake(
                    members.get("sid"),
                    millis(members, "pingInterval"),
                    millis(members, "pingTimeout"),
                    members.get("maxPayload") == null ? 0 : number(members, "maxPayload"));
        } catch (IOException e) {
            throw JsonParsers.malformed(e);
        } catch (IllegalArgumentException e) {
            throw new ProtocolException(e.getMessage());
        }
    }

    private static Duration millis(Map<String, String> members, String name) throws ProtocolException {
        return Duration.ofMillis(number(members, name));
    }

    private static long number(Map<String, String> members, String name) throws ProtocolException {
        String found = members.get(name);
        if (found == null || !NUMBER.matcher(found).matches()) {
            throw new ProtocolException("expected " + name + " as a number of milliseconds or bytes but found "
                    + (found == null ? "nothing" : "something else"));
        }
        return Math.round(Double.parseDouble(found));
    }
}
