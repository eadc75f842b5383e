// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.diagnostics;

import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Finds parts of secret values in a text: any eight consecutive bytes in common with a value, and shorter parts at a
 * truncation. Takes time linear in the length of the text and the values.
 */
final class SecretFinder {

    /** Minimum length of a value. A shorter one is as likely a number or a word. */
    private static final int SHORTEST = 4;

    /** Number of consecutive common bytes that is no coincidence. */
    private static final int COMMON = 8;

    private static final String ELLIPSIS =
            UnescapedText.of(SanitizedText.ELLIPSIS).bytes();

    private final List<String> values;

    SecretFinder(Collection<String> values) {
        this.values = values.stream()
                .map(value -> UnescapedText.of(value).bytes())
                .filter(value -> value.length() >= SHORTEST)
                .distinct()
                .toList();
    }

    /** Returns the indices of bytes that are parts of secret values. */
    BitSet in(String bytes) {
        BitSet found = new BitSet();
        if (!values.isEmpty()) {
            Set<String> parts = shared(bytes, COMMON);
            for (int length = SHORTEST; length <= COMMON; length++) {
                mark(bytes, parts, length, found);
            }
            markTruncated(bytes, found);
        }
        return found;
    }

    /** Returns the common substrings of the values and the text, of this length or of the length of a shorter value. */
    private Set<String> shared(String bytes, int length) {
        Set<String> shared = new HashSet<>();
        for (String value : values) {
            int size = Math.min(length, value.length());
            Set<String> ofText = new HashSet<>();
            windows(bytes, size).forEach(i -> ofText.add(bytes.substring(i, i + size)));
            windows(value, size)
                    .mapToObj(i -> value.substring(i, i + size))
                    .filter(ofText::contains)
                    .forEach(shared::add);
        }
        return shared;
    }

    private static void mark(String bytes, Set<String> parts, int length, BitSet found) {
        windows(bytes, length)
                .filter(i -> parts.contains(bytes.substring(i, i + length)))
                .forEach(i -> found.set(i, i + length));
    }

    private void markTruncated(String bytes, BitSet found) {
        int ellipsis = bytes.indexOf(ELLIPSIS);
        Set<String> parts = ellipsis < 0 ? Set.of() : shared(bytes, SHORTEST);
        while (ellipsis >= 0) {
            int end = ellipsis;
            while (end > ellipsis - COMMON && end >= SHORTEST && parts.contains(bytes.substring(end - SHORTEST, end))) {
                found.set(end - SHORTEST, end);
                end--;
            }
            ellipsis = bytes.indexOf(ELLIPSIS, ellipsis + 1);
        }
    }

    private static IntStream windows(String bytes, int length) {
        return IntStream.rangeClosed(0, bytes.length() - length);
    }
}
