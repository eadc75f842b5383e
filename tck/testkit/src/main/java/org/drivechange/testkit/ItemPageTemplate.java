// SPDX-License-Identifier: Apache-2.0
package org.drivechange.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Text of a page of items, except for their ids and the links. */
final class ItemPageTemplate {

    private static final int DIGITS = 10;

    private final byte[] text;
    private final int[] ids;

    private ItemPageTemplate(byte[] text, int[] ids) {
        this.text = text;
        this.ids = ids;
    }

    /** Creates a template of items of about this number of bytes, at least some hundred. */
    static ItemPageTemplate create(int items, int itemBytes) {
        ByteArrayOutputStream text = new ByteArrayOutputStream(items * itemBytes);
        int[] ids = new int[items];
        text.writeBytes(
                ascii("{\"@odata.context\":\"https://graph.microsoft.com/v1.0/$metadata#driveItem\",\"value\":["));
        for (int i = 0; i < items; i++) {
            text.writeBytes(ascii((i == 0 ? "" : ",") + "{\"id\":\"01ABCDEFGHIJ"));
            ids[i] = text.size();
            text.writeBytes(ascii("0".repeat(DIGITS) + rest(i)));
            int missing = itemBytes - (text.size() - ids[i]) - 40;
            text.writeBytes(ascii(",\"description\":\"" + "d".repeat(Math.max(0, missing)) + "\"}"));
        }
        text.writeBytes(ascii("],"));
        return new ItemPageTemplate(text.toByteArray(), ids);
    }

    private static String rest(int i) {
        return """
                ","name":"Quarterly report %d.docx","size":%d,\
                "eTag":"\\"{6D1C3F2A-8B4E-4F0D-9C55-0123456789AB},7\\"","cTag":"\\"c:{6D1C3F2A-8B4E-4F0D-9C55-0123456789AB},12\\"",\
                "webUrl":"https://contoso.sharepoint.com/sites/team/Shared%%20Documents/Reports/Quarterly%%20report%%20%d.docx",\
                "createdDateTime":"2026-03-01T08:00:00Z","lastModifiedDateTime":"2026-03-01T09:41:12Z",\
                "createdBy":{"user":{"id":"5d2e7a10-0000-4000-8000-123456789abc","displayName":"Adele Vance"}},\
                "lastModifiedBy":{"user":{"id":"5d2e7a10-0000-4000-8000-123456789abc","displayName":"Alex Wilber"}},\
                "file":{"mimeType":"application/vnd.openxmlformats-officedocument.wordprocessingml.document",\
                "hashes":{"quickXorHash":"aGVsbG8gd29ybGQgaGFzaCE9PQ=="}},\
                "parentReference":{"driveId":"d","driveType":"business","id":"01ABCDEFGHIJFOLDER","path":"/drives/d/root:/Reports"}""".formatted(i, 10_000 + i, i);
    }

    /**
     * Returns a page.
     *
     * @param firstId number of the first item's id
     * @param end text after the items
     */
    byte[] page(long firstId, String end) {
        byte[] tail = ascii(end);
        byte[] page = new byte[text.length + tail.length];
        System.arraycopy(text, 0, page, 0, text.length);
        System.arraycopy(tail, 0, page, text.length, tail.length);
        for (int i = 0; i < ids.length; i++) {
            long id = firstId + i;
            for (int digit = DIGITS - 1; digit >= 0; digit--) {
                page[ids[i] + digit] = (byte) ('0' + id % 10);
                id /= 10;
            }
        }
        return page;
    }

    private static byte[] ascii(String value) {
        return value.getBytes(StandardCharsets.US_ASCII);
    }
}
