// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.delta;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Base64;
import java.util.Optional;
import org.drivechange.simulator.DeltaStage;
import org.drivechange.simulator.internal.drive.Cursor;

/**
 * Content of a token.
 *
 * @param stage {@link DeltaStage#NEXT_LINK} or {@link DeltaStage#DELTA_LINK}
 * @param drive the hash of the drive's id
 * @param generation how often the drive's tokens had been expired before
 * @param issued when it was issued, as {@code System.nanoTime()}
 * @param serial the number of the token
 */
record DeltaToken(DeltaStage stage, int drive, int generation, Cursor cursor, long issued, long serial) {

    private static final int FIELDS = 8;

    String text() {
        String fields = String.join(
                ";",
                stage.name(),
                Integer.toString(drive),
                Integer.toString(generation),
                Long.toString(cursor.position()),
                Long.toString(cursor.roundStart()),
                Long.toString(cursor.baselineStart()),
                Long.toString(issued),
                Long.toString(serial));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(fields.getBytes(US_ASCII));
    }

    static Optional<DeltaToken> parse(String text) {
        try {
            String[] fields = new String(Base64.getUrlDecoder().decode(text), US_ASCII).split(";", -1);
            return fields.length == FIELDS ? Optional.of(of(fields)) : Optional.empty();
        } catch (IllegalArgumentException ignored) {
            return Optional.empty();
        }
    }

    private static DeltaToken of(String[] fields) {
        return new DeltaToken(
                DeltaStage.valueOf(fields[0]),
                Integer.parseInt(fields[1]),
                Integer.parseInt(fields[2]),
                new Cursor(Long.parseLong(fields[3]), Long.parseLong(fields[4]), Long.parseLong(fields[5])),
                Long.parseLong(fields[6]),
                Long.parseLong(fields[7]));
    }
}
