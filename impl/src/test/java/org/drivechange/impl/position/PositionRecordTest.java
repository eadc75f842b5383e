// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.drivechange.DriveTarget;
import org.drivechange.impl.graph.SessionKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionRecordTest {

    private static final PositionRecord STORED = new PositionRecord(
            7, 12, Optional.of(Instant.parse("2026-05-04T08:15:00Z")), Optional.of("{\"link\":\"x\"}"));

    private static byte[] bytes(PositionRecord stored) {
        return stored.toBytes("orders", "contoso", "/me/drive/root");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "two\nlines\n", "ünïcödé \uD83D\uDE00", "checksum: 00000000\n", "\0"})
    void token_is_read_as_it_was_written(String token) {
        PositionRecord stored = new PositionRecord(3, 4, Optional.of(Instant.EPOCH), Optional.of(token));
        assertThat(PositionRecord.parse(bytes(stored))).contains(stored);
    }

    @Test
    void record_without_token_is_read_without_one() {
        PositionRecord opened = PositionRecord.none().opened();
        assertThat(PositionRecord.parse(bytes(opened))).contains(opened);
        assertThat(opened.token()).isEmpty();
    }

    @Test
    void header_is_readable() {
        assertThat(new String(bytes(STORED), StandardCharsets.UTF_8)).startsWith("""
                DriveChange position, format 2
                application: orders
                account: contoso
                target: /me/drive/root
                epoch: 7
                writes: 12
                saved: 2026-05-04T08:15:00Z
                token: stored

                {"link":"x"}
                checksum:\s""");
    }

    @Test
    void header_has_one_line_for_each_name() {
        byte[] bytes = STORED.toBytes("a\nepoch: 99", "b\r\n", "/me/drive/root");
        assertThat(PositionRecord.parse(bytes)).contains(STORED);
    }

    @Test
    void altered_or_truncated_record_is_not_read() {
        byte[] bytes = bytes(STORED);
        for (int i = 0; i < bytes.length; i++) {
            byte[] altered = bytes.clone();
            altered[i] ^= 1;
            assertThat(PositionRecord.parse(altered)).as("byte " + i).isEmpty();
            assertThat(PositionRecord.parse(Arrays.copyOf(bytes, i)))
                    .as("length " + i)
                    .isEmpty();
        }
    }

    @Test
    void token_beyond_the_limit_is_refused() {
        PositionRecord large =
                new PositionRecord(1, 1, Optional.empty(), Optional.of("x".repeat(PositionRecord.MAX_BYTES)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bytes(large))
                .withMessageContaining("expected a position of 1048576 bytes at most but found");
    }

    @Test
    void records_are_ordered_by_epoch_and_then_by_writes() {
        PositionRecord opened = PositionRecord.none().opened();
        PositionRecord saved = opened.saved(1, Instant.EPOCH, "token");
        PositionRecord ofAnotherUser = new PositionRecord(2, 0, Optional.empty(), Optional.empty());
        assertThat(List.of(PositionRecord.none(), opened, saved, ofAnotherUser)).isSorted();
    }

    @Test
    void text_of_a_record_does_not_contain_the_token() {
        assertThat(STORED.toString()).contains("epoch 7").doesNotContain("link");
    }

    @Test
    void id_is_the_hash_of_the_fields_with_their_lengths() {
        SessionKey key = new SessionKey(DriveTarget.parse("/me/drive/root"), "contoso");
        assertThat(PositionId.of("orders", key).hex())
                .isEqualTo("cbe4f56d7e1ae58fe2d62d92ba2f460c320e55c6482797d9ede5ea157c5ca866");
    }

    @Test
    void positions_with_different_fields_have_different_ids() {
        DriveTarget me = DriveTarget.parse("/me/drive/root");
        DriveTarget drive = DriveTarget.parse("/drives/d/root");
        List<String> ids = Stream.of(
                        PositionId.of("", new SessionKey(me, "")),
                        PositionId.of("a", new SessionKey(me, "")),
                        PositionId.of("", new SessionKey(me, "a")),
                        PositionId.of("a", new SessionKey(me, "b")),
                        PositionId.of("ab", new SessionKey(me, "")),
                        PositionId.of("A", new SessionKey(me, "")),
                        PositionId.of("", new SessionKey(drive, "")))
                .map(PositionId::hex)
                .toList();
        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[0-9a-f]{64}"));
    }
}
