// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.drivechange.impl.diagnostics.ErrorMessages;
import org.drivechange.impl.diagnostics.ProtocolException;

/** Parses the tokens of a page. Omits members with download URLs, which are credentials, at every depth. */
final class PageParser implements Closeable {

    private static final String DOWNLOAD_URL = "downloadurl";

    private final SliceStream text;
    private final JsonParser json;
    private final List<Cut> cuts = new ArrayList<>();
    private long begin;

    PageParser(InputStream body) throws IOException {
        text = new SliceStream(body);
        json = JsonParsers.openWithEqualNames(text);
    }

    /**
     * Consecutive members that are omitted.
     *
     * @param from offset of the first name
     * @param to offset of the token after the last value
     * @param last whether that token is the end of the object
     */
    private record Cut(long from, long to, boolean last) {}

    /** Moves to the next token, null at the end. */
    JsonToken next() throws IOException {
        JsonToken token = json.nextToken();
        return isCredential(token) ? afterCredentials() : token;
    }

    private JsonToken afterCredentials() throws IOException {
        long from = start();
        JsonToken token;
        do {
            json.nextToken();
            json.skipChildren();
            token = json.nextToken();
        } while (isCredential(token));
        cuts.add(new Cut(from, start(), token == JsonToken.END_OBJECT));
        return token;
    }

    /** The names are {@code @microsoft.graph.downloadUrl}, {@code @content.downloadUrl} and {@code content.downloadUrl}. */
    private boolean isCredential(JsonToken token) throws IOException {
        return token == JsonToken.FIELD_NAME && isCredential(json.currentName());
    }

    private static boolean isCredential(String name) {
        for (int at = name.length() - DOWNLOAD_URL.length(); at >= 0; at--) {
            // called for each member of a page: most comparisons end here
            if ((name.charAt(at) | ' ') == 'd'
                    && name.regionMatches(true, at, DOWNLOAD_URL, 0, DOWNLOAD_URL.length())) {
                return true;
            }
        }
        return false;
    }

    JsonToken current() {
        return json.currentToken();
    }

    String name() throws IOException {
        return json.currentName();
    }

    /** Moves to the last token of the current value. */
    void skip() throws IOException {
        int depth = 0;
        for (JsonToken token = current(); ; token = next()) {
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            }
            if (depth == 0) {
                return;
            }
        }
    }

    /** Moves to the last token of the current value. Returns its text, null if it is not a string. */
    String string() throws IOException {
        if (current() == JsonToken.VALUE_STRING) {
            return json.getText();
        }
        skip();
        return null;
    }

    /** Moves to the last token of the current value. Returns it, null if it is not an integer within the range of long. */
    Long integer() throws IOException {
        if (current() == JsonToken.VALUE_NUMBER_INT && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            return json.getLongValue();
        }
        skip();
        return null;
    }

    /** Reads the value of a member: moves from its first token to its last one. */
    interface MemberReader {
        void read(String name) throws IOException;
    }

    /** Moves to the last token of the current value. Reads its members, none if it is not an object. */
    void members(MemberReader reader) throws IOException {
        if (current() != JsonToken.START_OBJECT) {
            skip();
            return;
        }
        while (next() == JsonToken.FIELD_NAME) {
            String name = name();
            next();
            reader.read(name);
        }
    }

    /**
     * Moves to the last token of the current value. Returns the text of one of its members, null if it is not a string or
     * missing.
     */
    String memberString(String wanted) throws IOException {
        AtomicReference<String> found = new AtomicReference<>();
        members(name -> {
            if (name.equals(wanted)) {
                found.set(string());
            } else {
                skip();
            }
        });
        return found.get();
    }

    /** Moves to the last token of the current value, an error of Graph. Returns its code and message on one line. */
    String error() throws IOException {
        Map<String, String> error = new HashMap<>();
        members(name -> error.put(name, string()));
        String text = Stream.of("code", "message")
                .map(name -> error.getOrDefault(name, ""))
                .filter(part -> part != null && !part.isEmpty())
                .collect(Collectors.joining(": "));
        return text.isEmpty() ? "an error without a code" : "the error " + ErrorMessages.describe(text);
    }

    /** Keeps the text of the object that begins with the current token. */
    void beginObject() throws IOException {
        cuts.clear();
        begin = start();
        text.mark(begin);
    }

    /** Returns the text of the object that ends with the current token, without the omitted members. */
    String endObject() throws IOException {
        long end = json.currentLocation().getByteOffset();
        String object = cuts.isEmpty() ? text.text(begin, end) : withoutCuts(end);
        text.release();
        return object;
    }

    private String withoutCuts(long end) throws IOException {
        StringBuilder rest = new StringBuilder();
        long copied = begin;
        for (Cut cut : cuts) {
            rest.append(text.text(copied, cut.from()));
            if (cut.last()) {
                removeComma(rest);
            }
            copied = cut.to();
        }
        return rest.append(text.text(copied, end)).toString();
    }

    private static void removeComma(StringBuilder text) {
        int end = text.length();
        while (text.charAt(end - 1) <= ' ') {
            end--;
        }
        text.setLength(text.charAt(end - 1) == ',' ? end - 1 : end);
    }

    /** Returns the offset of the current token in bytes. */
    private long start() throws UnsupportedEncodingException {
        long offset = json.currentTokenLocation().getByteOffset();
        if (offset < 0) {
            throw new UnsupportedEncodingException("expected UTF-8");
        }
        return offset;
    }

    void expectEnd() throws IOException, ProtocolException {
        JsonParsers.expectEnd(json);
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
