// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.drivechange.impl.diagnostics.ProtocolException;
import org.drivechange.impl.socketio.NotificationUrl.Reading;
import org.junit.jupiter.api.Test;

class SocketCodecRandomTest {

    private static final int INPUTS = 100_000;
    private static final int MAX_MESSAGE = 400;
    private static final String ALPHABET = "0123456789/=,-[]{}\"\\:@?&#% \0\n\u0660\u202e\ud83d\ude00é+xe";
    private static final List<String> PACKETS = List.of(
            "0",
            "0/notifications,",
            "0/notifications,{\"sid\":\"azbaaor9PUWK8Lj4AAAt\"}",
            "1/notifications,",
            "2/notifications,[\"notification\",\"{}\"]",
            "2/notifications,0[\"notification\",\"{}\"]",
            "3/notifications,0[\"got it\"]",
            "4/nope,\"Invalid namespace\"",
            "452-/notifications,[\"bin\",{\"_placeholder\":true,\"num\":0}]",
            "52-/notifications,[\"bin\",{\"_placeholder\":true,\"num\":0}]",
            "61-/notifications,7[\"ok\",{\"_placeholder\":true,\"num\":0}]");
    private static final List<String> URLS = List.of(
            "https://westeurope0.pushnp.svc.ms/notifications?token=secret",
            "https://f3hb0mpua.svc.ms:8443/zbaehwg/callback?snthgk=secret",
            "wss://[::1]:80/n?a=secret&EIO=3#f");

    @Test
    void codec_decodes_or_rejects_mutated_packet() {
        RandomGenerator random = random(5);
        int refused = 0;
        for (int i = 0; i < INPUTS; i++) {
            String packet = mutated(PACKETS, random);
            try {
                assertThat(SocketCodec.decode(packet, 0).namespace()).startsWith("/");
            } catch (ProtocolException e) {
                assertThat(e.getMessage()).hasSizeLessThan(MAX_MESSAGE).doesNotContainPattern("\\p{Cntrl}");
                refused++;
            }
        }
        assertThat(refused).isBetween(INPUTS / 50, INPUTS - INPUTS / 50);
    }

    @Test
    void parser_accepts_or_rejects_mutated_url() {
        RandomGenerator random = random(6);
        int refused = 0;
        for (int i = 0; i < INPUTS; i++) {
            String text = mutated(URLS, random);
            try {
                NotificationUrl url =
                        NotificationUrl.parse(text, random.nextBoolean() ? Reading.NAMESPACE : Reading.CALLBACK);
                assertThat(url.engineUri("4").getRawQuery()).startsWith(url.query());
                assertThat(url.namespace()).startsWith("/");
            } catch (ProtocolException e) {
                assertThat(e.getMessage()).doesNotContainPattern("\\p{Cntrl}");
                refused++;
            }
        }
        assertThat(refused).isBetween(INPUTS / 50, INPUTS - INPUTS / 50);
    }

    private static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    private static String mutated(List<String> valid, RandomGenerator random) {
        StringBuilder text = new StringBuilder(valid.get(random.nextInt(valid.size())));
        for (int mutations = random.nextInt(4); mutations > 0; mutations--) {
            int at = random.nextInt(text.length() + 1);
            char character = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
            switch (random.nextInt(3)) {
                case 0 -> text.insert(at, character);
                case 1 -> text.replace(at, Math.min(text.length(), at + 1), String.valueOf(character));
                default -> text.delete(at, at + random.nextInt(1, 4));
            }
        }
        return text.toString();
    }
}
