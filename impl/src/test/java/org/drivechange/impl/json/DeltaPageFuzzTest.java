// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.drivechange.DriveItemChange;
import org.drivechange.DriveTarget;
import org.drivechange.impl.diagnostics.ProtocolException;
import org.junit.jupiter.api.Test;

/** Parses arbitrary bytes as a page: the result is a page or an exception without secrets. */
class DeltaPageFuzzTest {

    private static final ItemOrigin ORIGIN =
            new ItemOrigin(DriveTarget.parse("/me/drive/root"), "", "d", 0, false, Instant.EPOCH);

    private static final byte[] PAGE =
            ("{\"@odata.context\":\"c\",\"value\":[{\"id\":\"1\",\"root\":{},\"folder\":{\"childCount\":2}},{\"id\":\"2\","
                            + "\"@microsoft.graph.downloadUrl\":\"https://h/s3cr3t\",\"name\":\"\u00e4\ud83d\ude00\\u00e4\","
                            + "\"size\":-12,\"file\":{\"mimeType\":\"a/b\",\"hashes\":{\"quickXorHash\":\"q\"}},"
                            + "\"lastModifiedBy\":{\"user\":{\"displayName\":\"u\"}},\"lastModifiedDateTime\":\"2026-05-04T08:15:00Z\","
                            + "\"parentReference\":{\"driveId\":\"d\",\"id\":\"p\",\"content.downloadUrl\":\"s3cr3t\"}},"
                            + "{\"id\":\"3\",\"deleted\":{\"state\":\"deleted\"}},{\"id\":\"4\",\"error\":{\"code\":\"e\",\"message\":"
                            + "\"https://h/?s3cr3t\"}}],\"@odata.nextLink\":\"https://h/delta?token=s3cr3t\"}")
                    .getBytes(StandardCharsets.UTF_8);

    private final ObjectMapper tree = new ObjectMapper();

    @FuzzTest
    void parser_returns_a_page_or_rejects_any_bytes(byte[] input) throws IOException {
        check(input);
    }

    @Test
    void parser_rejects_page_that_is_cut_at_any_byte() throws IOException {
        assertThat(check(PAGE)).isPresent();
        for (int end = 0; end < PAGE.length; end++) {
            assertThat(check(Arrays.copyOf(PAGE, end))).as("%d bytes", end).isEmpty();
        }
    }

    @Test
    void parser_returns_a_page_or_rejects_random_mutations() throws IOException {
        Random random = new Random(42);
        byte[] marks = "{}[]:,\"\\0-e\u00e4 ".getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 5_000; round++) {
            byte[] mutated = PAGE.clone();
            for (int change = random.nextInt(3); change >= 0; change--) {
                byte with = random.nextBoolean() ? marks[random.nextInt(marks.length)] : (byte) random.nextInt(256);
                mutated[random.nextInt(mutated.length)] = with;
            }
            check(mutated);
        }
    }

    private Optional<DeltaPageJson> check(byte[] input) throws IOException {
        DeltaPageJson page;
        try {
            page = DeltaPageJson.read(new ByteArrayInputStream(input), ORIGIN);
        } catch (ProtocolException e) {
            assertThat(e.getMessage())
                    .isNotBlank()
                    .hasSizeLessThan(400)
                    .doesNotContain("s3cr3t")
                    .doesNotContainPattern("\\p{Cntrl}");
            return Optional.empty();
        }
        for (DriveItemChange item : page.items()) {
            JsonNode read = tree.readTree(item.json());
            assertThat(read.path("id").textValue()).isEqualTo(item.id());
            assertThat(read.path("name").textValue()).isEqualTo(item.name());
            assertThat(read.findParent("@microsoft.graph.downloadUrl")).isNull();
            assertThat(item.json().toLowerCase(Locale.ROOT)).as("member name").doesNotContain("downloadurl\":");
        }
        assertThat(page).asString().doesNotContain("s3cr3t");
        return Optional.of(page);
    }
}
