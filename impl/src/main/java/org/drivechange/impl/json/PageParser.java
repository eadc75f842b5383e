// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.drivechange.impl.diagnostics.ErrorMessages;
import org.drivechange.impl.diagnostics.ProtocolException;

/** Parses the tokens of a page. Omits members with download URLs, which are credentials, at every depth. */
final class PageParser implements Closeable {

    private static final String DOWNLOAD_URL = "downloadurl";

    private final SliceReader text;
    private final JsonParser json;
    private final List<Cut> cuts = new ArrayList<>();
    private long begin;

    PageParser(InputStream body) throws IOException {
        text = new SliceReader(body);
        json = JsonParsers.open(text);
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
        return token == JsonToken.FIELD_NAME
                && json.currentName().toLowerCase(Locale.ROOT).contains(DOWNLOAD_URL);
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

    /** Moves to the last token of the current value. Returns its members that are strings, none if it is not an object. */
    Map<String, String> strings() throws IOException {
        if (current() != JsonToken.START_OBJECT) {
            skip();
            return Map.of();
        }
        Map<String, String> found = new HashMap<>();
        while (next() == JsonToken.FIELD_NAME) {
            String name = name();
            next();
            found.put(name, string());
        }
        return found;
    }

    /** Moves to the last token of the current value, an error of Graph. Returns its code and message on one line. */
    String error() throws IOException {
        Map<String, String> error = strings();
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
    String endObject() {
        String whole = text.release(json.currentLocation().getCharOffset());
        return cuts.isEmpty() ? whole : withoutCuts(whole);
    }

    private String withoutCuts(String whole) {
        StringBuilder rest = new StringBuilder(whole.length());
        int copied = 0;
        for (Cut cut : cuts) {
            rest.append(whole, copied, (int) (cut.from() - begin));
            if (cut.last()) {
                removeComma(rest);
            }
            copied = (int) (cut.to() - begin);
        }
        return rest.append(whole, copied, whole.length()).toString();
    }

    private static void removeComma(StringBuilder text) {
        int end = text.length();
        while (text.charAt(end - 1) <= ' ') {
            end--;
        }
        text.setLength(text.charAt(end - 1) == ',' ? end - 1 : end);
    }

    private long start() {
        return json.currentTokenLocation().getCharOffset();
    }

    void expectEnd() throws IOException, ProtocolException {
        JsonParsers.expectEnd(json);
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
