// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.json;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drivechange.DriveItemChange;
import org.drivechange.impl.diagnostics.ProtocolException;

/**
 * Page of a delta: {@code {"value":[{…},…],"@odata.nextLink":…}} or {@code "@odata.deltaLink"}. The parser holds the text of one
 * item at a time.
 *
 * @param items the elements of {@code value} without the root, in order, repeated ids included
 * @param nextLink link of the next page, unchecked
 * @param deltaLink link of the next round, unchecked
 * @see <a href="https://learn.microsoft.com/graph/api/driveitem-delta">driveItem: delta</a>
 */
public record DeltaPageJson(List<DriveItemChange> items, Optional<String> nextLink, Optional<String> deltaLink) {

    /** Maximum number of elements. Graph sends hundreds; each takes more memory than its characters. */
    private static final int MAX_ELEMENTS = 100_000;

    /**
     * Parses a page.
     *
     * @throws ProtocolException if a part is missing, malformed or cut off, an element has no id, or there is no {@code value}
     */
    public static DeltaPageJson read(InputStream body, ItemOrigin origin) throws ProtocolException {
        try (PageParser parser = new PageParser(body)) {
            JsonParsers.expect(parser.next(), JsonToken.START_OBJECT);
            List<DriveItemChange> items = null;
            String nextLink = null;
            String deltaLink = null;
            String found = "none";
            while (parser.next() == JsonToken.FIELD_NAME) {
                String name = parser.name();
                parser.next();
                switch (name) {
                    case "value" -> items = elements(parser, origin);
                    case "@odata.nextLink" -> nextLink = parser.string();
                    case "@odata.deltaLink" -> deltaLink = parser.string();
                    case "error" -> found = parser.error();
                    default -> parser.skip();
                }
            }
            parser.expectEnd();
            if (items == null) {
                throw new ProtocolException("expected an array as value but found " + found);
            }
            return new DeltaPageJson(items, Optional.ofNullable(nextLink), Optional.ofNullable(deltaLink));
        } catch (IOException e) {
            throw JsonParsers.malformed(e);
        }
    }

    private static List<DriveItemChange> elements(PageParser parser, ItemOrigin origin)
            throws IOException, ProtocolException {
        if (parser.current() != JsonToken.START_ARRAY) {
            parser.skip();
            return null;
        }
        List<DriveItemChange> items = new ArrayList<>();
        for (int count = 0; parser.next() != JsonToken.END_ARRAY; count++) {
            if (count == MAX_ELEMENTS) {
                throw new ProtocolException("expected at most " + MAX_ELEMENTS + " elements but found more");
            }
            DriveItemJson.read(parser, origin).ifPresent(items::add);
        }
        return items;
    }

    /** Omits the links, which name drive, list and user. */
    @Override
    public String toString() {
        return "DeltaPageJson[" + items.size() + " items]";
    }
}
