// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.position;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.drivechange.impl.diagnostics.SanitizedText;

/**
 * Content of a position file, ordered by time: a header that the user can read, the token, and a checksum.
 *
 * @param epoch the largest epoch with which the position was opened
 * @param writes number of records of the position that were written before
 * @param savedAt when the token was saved, empty if none was ever saved
 * @param token empty if none was ever saved
 */
record PositionRecord(long epoch, long writes, Optional<Instant> savedAt, Optional<String> token)
        implements Comparable<PositionRecord> {

    /** Largest file. A token has 16 KB at most. */
    static final int MAX_BYTES = 1024 * 1024;

    private static final PositionRecord NONE = new PositionRecord(0, 0, Optional.empty(), Optional.empty());

    private static final String TITLE = "DriveChange position, format 2\n";

    private static final Pattern FORMAT = Pattern.compile(TITLE
            + "application: .*\naccount: .*\ntarget: .*\nepoch: (?<epoch>\\d{1,18})\nwrites: (?<writes>\\d{1,18})\nsaved: (?<saved>.*)\n"
            + "token: (?<token>none|stored)\n\n(?<text>(?s:.*))\n");

    /**
     * The length of a record is a multiple of it. An overwritten file has the old content or the new one after a power failure,
     * because its length hardly ever changes, and disks write such blocks as a whole.
     */
    private static final int BLOCK = 4 * 1024;

    private static final char PADDING = '\n';

    private static final int CHECKSUM_LENGTH = "checksum: 01234567\n".length();

    /** Returns the content of a position that was never opened. */
    static PositionRecord none() {
        return NONE;
    }

    /** Returns the record of the next user, who opens the position with the next epoch. */
    PositionRecord opened() {
        return new PositionRecord(epoch + 1, writes + 1, savedAt, token);
    }

    PositionRecord saved(long newEpoch, Instant time, String newToken) {
        return new PositionRecord(newEpoch, writes + 1, Optional.of(time), Optional.of(newToken));
    }

    @Override
    public int compareTo(PositionRecord other) {
        return Comparator.comparingLong(PositionRecord::epoch)
                .thenComparingLong(PositionRecord::writes)
                .compare(this, other);
    }

    /**
     * Returns the content of the file. The names are for the user only; the file's name identifies the position.
     *
     * @throws IllegalArgumentException if the token is too long
     */
    byte[] toBytes(String application, String account, String target) {
        String content = TITLE + "application: " + SanitizedText.of(application) + "\naccount: "
                + SanitizedText.of(account) + "\ntarget: " + SanitizedText.of(target) + "\nepoch: " + epoch
                + "\nwrites: " + writes + "\nsaved: "
                + savedAt.map(Instant::toString).orElse("never") + "\ntoken: "
                + (token.isPresent() ? "stored" : "none") + "\n\n" + token.orElse("") + "\n";
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MAX_BYTES - CHECKSUM_LENGTH) {
            throw new IllegalArgumentException(
                    "expected a position of " + MAX_BYTES + " bytes at most but found " + bytes.length);
        }
        byte[] end = checksum(bytes).getBytes(StandardCharsets.US_ASCII);
        int length = bytes.length + end.length;
        byte[] all = Arrays.copyOf(bytes, (length + BLOCK - 1) / BLOCK * BLOCK);
        System.arraycopy(end, 0, all, bytes.length, end.length);
        Arrays.fill(all, length, all.length, (byte) PADDING);
        return all;
    }

    /** Reads the content of a file. Empty if it is incomplete, altered, or of another format. */
    static Optional<PositionRecord> parse(byte[] bytes) {
        int length = unpadded(bytes) - CHECKSUM_LENGTH;
        if (length < 0 || bytes.length % BLOCK != 0) {
            return Optional.empty();
        }
        String end = new String(bytes, length, CHECKSUM_LENGTH, StandardCharsets.US_ASCII);
        byte[] content = Arrays.copyOf(bytes, length);
        Matcher format = FORMAT.matcher(new String(content, StandardCharsets.UTF_8));
        return end.equals(checksum(content)) && format.matches() ? Optional.of(of(format)) : Optional.empty();
    }

    /** Returns the length of a record up to the end of the line with its checksum. */
    private static int unpadded(byte[] bytes) {
        int end = bytes.length;
        while (end > 1 && bytes[end - 1] == PADDING && bytes[end - 2] == PADDING) {
            end--;
        }
        return end;
    }

    private static PositionRecord of(Matcher format) {
        return new PositionRecord(
                Long.parseLong(format.group("epoch")),
                Long.parseLong(format.group("writes")),
                instant(format.group("saved")),
                format.group("token").equals("stored") ? Optional.of(format.group("text")) : Optional.empty());
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException ignored) {
            return Optional.empty();
        }
    }

    private static String checksum(byte[] bytes) {
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        return "checksum: " + HexFormat.of().toHexDigits((int) checksum.getValue()) + "\n";
    }

    /** Omits the token, which names drive, list and user. */
    @Override
    public String toString() {
        return "PositionRecord[epoch " + epoch + ", saved " + savedAt + "]";
    }
}
