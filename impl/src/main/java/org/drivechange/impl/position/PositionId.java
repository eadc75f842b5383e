// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.position;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.drivechange.impl.graph.SessionKey;

/**
 * Identifies a position in a store. Independent of the lengths, characters and cases that a store can compare.
 *
 * @param hex SHA-256 of application, account and target, in lower-case hexadecimal digits
 */
public record PositionId(String hex) {

    /** Returns the id of a position. Each field is preceded by its length, so that different fields never give equal bytes. */
    public static PositionId of(String application, SessionKey key) {
        ByteArrayOutputStream fields = new ByteArrayOutputStream();
        for (String field : List.of(application, key.account(), key.target().path())) {
            byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
            fields.writeBytes(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            fields.writeBytes(bytes);
        }
        return new PositionId(HexFormat.of().formatHex(sha256().digest(fields.toByteArray())));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
