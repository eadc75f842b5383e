// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.json;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.drivechange.impl.diagnostics.ProtocolException;

/**
 * Answer of Graph to the request for a drive.
 *
 * @param id id of the drive, not empty
 * @param driveType {@code ""} if absent
 * @see <a href="https://learn.microsoft.com/graph/api/drive-get">Get drive</a>
 */
public record DriveJson(String id, String driveType) {

    public static DriveJson read(byte[] body) throws ProtocolException {
        try (JsonParser parser = JsonParsers.open(body)) {
            Map<String, String> members = JsonParsers.scalars(parser);
            String id = members.get("id");
            if (id == null || id.isEmpty()) {
                throw new ProtocolException("expected the id of a drive but found none");
            }
            if (id.chars().anyMatch(Character::isISOControl)) {
                throw new ProtocolException("expected the id of a drive but found one with a control character");
            }
            return new DriveJson(id, Objects.requireNonNullElse(members.get("driveType"), ""));
        } catch (IOException e) {
            throw JsonParsers.malformed(e);
        }
    }
}
