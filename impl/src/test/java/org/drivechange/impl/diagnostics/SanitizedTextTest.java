// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SanitizedTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "/drives/b!x_y-z/root", "Zürich", "日本語", "😀", "a b"})
    void visible_characters_stay_as_they_are(String text) {
        assertThat(SanitizedText.of(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x00, 0x07, 0x08, 0x09, 0x0a, 0x0d, 0x1b, 0x7f, 0x80, 0x85, 0x9b, 0x9f, 0xad, 0x61c, 0x200b, 0x200e,
                0x200f, 0x2028, 0x2029, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069, 0xd800,
                0xdc00, 0xe000, 0xfeff, 0xfff9, 0xffff, 0xe0001, 0xe0041, 0x10ffff
            })
    void control_format_and_unassigned_characters_are_escaped(int codePoint) {
        String hexadecimal = Integer.toHexString(codePoint);
        assertThat(SanitizedText.of("a" + Character.toString(codePoint) + "b"))
                .matches("a\\\\u\\{?0*" + hexadecimal + "}?b");
    }

    @Test
    void log_line_cannot_be_forged() {
        assertThat(SanitizedText.of("x]\nNov 26 10:00:00 INFO: user admin logged in\u001b[2K\u0085\u2028\u202e\u009b"))
                .isEqualTo("x]\\u000aNov 26 10:00:00 INFO: user admin logged in\\u001b[2K\\u0085\\u2028\\u202e\\u009b");
    }

    @Test
    void long_text_is_truncated_between_characters() {
        assertThat(SanitizedText.of("x".repeat(41), 40)).isEqualTo("x".repeat(40) + "…");
        assertThat(SanitizedText.of("x".repeat(40), 40)).isEqualTo("x".repeat(40));
        assertThat(SanitizedText.of("x".repeat(39) + "😀", 40)).isEqualTo("x".repeat(39) + "…");
        assertThat(SanitizedText.of("x".repeat(38) + "\n", 40)).isEqualTo("x".repeat(38) + "…");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void any_text_becomes_one_line_of_bounded_length(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 2_000; i++) {
            String text = random.ints(random.nextInt(60), 0, 0x10000)
                    .mapToObj(c -> String.valueOf((char) c))
                    .collect(Collectors.joining());
            assertThat(SanitizedText.of(text, 50))
                    .hasSizeLessThanOrEqualTo(51)
                    .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Cn}\\p{Zl}\\p{Zp}]");
        }
    }
}
