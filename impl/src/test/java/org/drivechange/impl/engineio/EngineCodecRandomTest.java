// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.drivechange.impl.diagnostics.ProtocolException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineCodecRandomTest {

    private static final int INPUTS = 50_000;
    private static final int MAX_MESSAGE = 400;
    private static final String ALPHABET = "0123456789b/=,-[]{}\"\\ \0\n\u0660\u202e\ud83d\ude00é+";
    private static final List<String> VALID = List.of(
            "0{\"sid\":\"CfnhtJEGVQKxbtq4AAAA\",\"upgrades\":[],\"pingInterval\":25000,\"pingTimeout\":20000}",
            "1",
            "2",
            "2probe",
            "3",
            "40/notifications,",
            "42/notifications,[\"notification\",\"{}\"]",
            "5",
            "6",
            "b4AQID",
            "bAQID",
            "byv4=");

    @ParameterizedTest
    @CsvSource({"EIO3, 1", "EIO4, 2"})
    void codec_decodes_or_rejects_mutated_text_frame(EngineIoVersion revision, long seed) {
        RandomGenerator random = random(seed);
        int refused = 0;
        for (int i = 0; i < INPUTS; i++) {
            String frame = mutated(random);
            try {
                assertThat(EngineCodec.decode(revision, frame)).isNotNull();
            } catch (ProtocolException e) {
                assertThat(e.getMessage()).hasSizeLessThan(MAX_MESSAGE).doesNotContainPattern("\\p{Cntrl}");
                refused++;
            }
        }
        assertThat(refused).isBetween(INPUTS / 50, INPUTS - INPUTS / 50);
    }

    @ParameterizedTest
    @CsvSource({"EIO3, 3", "EIO4, 4"})
    void codec_decodes_any_binary_frame_but_empty_one_in_revision_3(EngineIoVersion revision, long seed) {
        RandomGenerator random = random(seed);
        for (int i = 0; i < INPUTS; i++) {
            byte[] frame = new byte[random.nextInt(8)];
            random.nextBytes(frame);
            try {
                assertThat(EngineCodec.decode(revision, ByteBuffer.wrap(frame))).isNotNull();
            } catch (ProtocolException e) {
                assertThat(revision).isEqualTo(EngineIoVersion.EIO3);
                assertThat(frame).isEmpty();
            }
        }
    }

    private static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    private static String mutated(RandomGenerator random) {
        StringBuilder frame = new StringBuilder(VALID.get(random.nextInt(VALID.size())));
        for (int mutations = random.nextInt(4); mutations > 0; mutations--) {
            // the head determines the packet, so it is mutated more often
            int at = random.nextInt(1 + (random.nextBoolean() ? Math.min(3, frame.length()) : frame.length()));
            char character = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
            switch (random.nextInt(3)) {
                case 0 -> frame.insert(at, character);
                case 1 -> frame.replace(at, Math.min(frame.length(), at + 1), String.valueOf(character));
                default -> frame.delete(at, at + random.nextInt(1, 4));
            }
        }
        return frame.toString();
    }
}
