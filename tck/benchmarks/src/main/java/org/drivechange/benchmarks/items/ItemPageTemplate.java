// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.items;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Text of a page of items of about 1 kB, except for the numbers that make each item's names, ids and hashes distinct. */
final class ItemPageTemplate {

    /** Number of items of a page, as Graph sends them. */
    static final int ITEMS = 200;

    private static final int DIGITS = 9;
    private static final String NUMBER = "#".repeat(DIGITS);

    private static final String ITEM = """
            {"id":"01BYE5RZ6QN3Z#########","name":"Quarterly report ######### of the team.docx","size":1#########,\
            "eTag":"\\"{6D1C3F2A-8B4E-4F0D-9C55-012#########},7\\"","cTag":"\\"c:{6D1C3F2A-8B4E-4F0D-9C55-012#########},12\\"",\
            "webUrl":"https://contoso.sharepoint.com/sites/team/Shared%20Documents/Reports/Quarterly%20report%20#########.docx",\
            "createdDateTime":"2026-03-01T08:MM:SSZ","lastModifiedDateTime":"2026-03-02T09:MM:SSZ",\
            "createdBy":{"user":{"email":"adele.#########@contoso.com","id":"5d2e7a10-0000-4000-8000-123#########","displayName":"Adele Vance #########"}},\
            "lastModifiedBy":{"user":{"email":"alex.#########@contoso.com","id":"7e3f8b21-0000-4000-8000-456#########","displayName":"Alex Wilber #########"}},\
            "file":{"mimeType":"application/vnd.openxmlformats-officedocument.wordprocessingml.document",\
            "hashes":{"quickXorHash":"aGVsbG8gd29y#########aGFzaA="}},\
            "fileSystemInfo":{"createdDateTime":"2026-03-01T08:MM:SSZ","lastModifiedDateTime":"2026-03-02T09:MM:SSZ"},\
            "parentReference":{"driveId":"b!t18F8ybsHUq1z3LTz8xvZqP8","driveType":"business","id":"01BYE5RZ7ABCD#########",\
            "name":"Reports #########","path":"/drives/b!t18F8ybsHUq1z3LTz8xvZqP8/root:/Reports #########"}}""";

    private final byte[] text;
    private final List<int[]> numbers;

    private ItemPageTemplate(byte[] text, List<int[]> numbers) {
        this.text = text;
        this.numbers = numbers;
    }

    static ItemPageTemplate create() {
        StringBuilder text = new StringBuilder(
                "{\"@odata.context\":\"https://graph.microsoft.com/v1.0/$metadata#Collection(driveItem)\",\"value\":[");
        List<int[]> numbers = new ArrayList<>();
        for (int i = 0; i < ITEMS; i++) {
            String item = ITEM.replace("MM:SS", "%02d:%02d".formatted(i / 60, i % 60));
            numbers.add(offsets(item, text.length()));
            text.append(item).append(i < ITEMS - 1 ? "," : "],");
        }
        return new ItemPageTemplate(bytes(text.toString()), numbers);
    }

    private static int[] offsets(String item, int start) {
        List<Integer> found = new ArrayList<>();
        for (int at = item.indexOf(NUMBER); at >= 0; at = item.indexOf(NUMBER, at + DIGITS)) {
            found.add(start + at);
        }
        return found.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * Returns a page.
     *
     * @param first number of the first item
     * @param end text after the items
     */
    byte[] page(long first, String end) {
        byte[] tail = bytes(end);
        byte[] page = new byte[text.length + tail.length];
        System.arraycopy(text, 0, page, 0, text.length);
        System.arraycopy(tail, 0, page, text.length, tail.length);
        byte[] digits = new byte[DIGITS];
        for (int i = 0; i < ITEMS; i++) {
            write(first + i, digits);
            for (int offset : numbers.get(i)) {
                System.arraycopy(digits, 0, page, offset, DIGITS);
            }
        }
        return page;
    }

    private static void write(long number, byte[] digits) {
        long rest = number;
        for (int digit = DIGITS - 1; digit >= 0; digit--) {
            digits[digit] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /** Bytes of an item, about. */
    int itemBytes() {
        return text.length / ITEMS;
    }

    static byte[] bytes(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }
}
