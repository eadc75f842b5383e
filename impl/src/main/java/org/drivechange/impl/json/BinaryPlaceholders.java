// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalInt;
import org.drivechange.impl.diagnostics.ProtocolException;

/**
 * Skips a JSON value and checks its binary placeholders: {@code {"_placeholder":true,"num":0}}, where the number must be that
 * of an attachment. In a text packet such an object is ordinary data.
 */
final class BinaryPlaceholders {

    private static final int NO_NUMBER = -1;

    private boolean marked;
    private int number = NO_NUMBER;

    private BinaryPlaceholders() {}

    /**
     * Moves the parser from the first to the last token of a value.
     *
     * @return number of the attachment if the value itself is a placeholder
     */
    static OptionalInt skip(JsonParser parser, int attachments) throws IOException, ProtocolException {
        if (attachments == 0 || !parser.currentToken().isStructStart()) {
            parser.skipChildren();
            return OptionalInt.empty();
        }
        Deque<BinaryPlaceholders> open = new ArrayDeque<>();
        open.push(new BinaryPlaceholders());
        while (true) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw new ProtocolException("expected the end of a value but found the end of the text");
            } else if (token.isStructStart()) {
                open.push(new BinaryPlaceholders());
            } else if (token.isStructEnd()) {
                OptionalInt found = open.pop().checked(attachments);
                if (open.isEmpty()) {
                    return found;
                }
            } else if (token.isScalarValue()) {
                open.peek().member(parser, token);
            }
        }
    }

    private void member(JsonParser parser, JsonToken token) throws IOException {
        if ("_placeholder".equals(parser.currentName())) {
            marked = token == JsonToken.VALUE_TRUE;
        } else if ("num".equals(parser.currentName())) {
            boolean valid = token == JsonToken.VALUE_NUMBER_INT && parser.getTextLength() <= 2;
            number = valid ? parser.getIntValue() : NO_NUMBER;
        }
    }

    private OptionalInt checked(int attachments) throws ProtocolException {
        if (!marked) {
            return OptionalInt.empty();
        }
        if (number < 0 || number >= attachments) {
            throw new ProtocolException(
                    "expected a binary placeholder's num from 0 to " + (attachments - 1) + " but found another");
        }
        return OptionalInt.of(number);
    }
}
