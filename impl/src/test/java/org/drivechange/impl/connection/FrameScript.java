// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.connection;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;

/**
 * Script of a server, line by line: {@code #} and the bytes of a binary frame, {@code +} and the seconds until the next tick,
 * or a text frame unmodified.
 */
public record FrameScript(String text) implements Iterable<FrameScript.Line> {

    public record Line(String text) {

        public Duration pause() {
            return text.matches("\\+[0-9]{1,5}")
                    ? Duration.ofSeconds(Integer.parseInt(text.substring(1)))
                    : Duration.ZERO;
        }

        public boolean tick() {
            return text.startsWith("+");
        }

        public boolean binary() {
            return text.startsWith("#");
        }

        public ByteBuffer bytes() {
            return ByteBuffer.wrap(text.substring(1).getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    @Override
    public Iterator<Line> iterator() {
        return text.lines().map(Line::new).iterator();
    }
}
