// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.Writer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.drivechange.impl.diagnostics.ProtocolException;

/** Creates JSON parsers, with limits for untrusted input, and generators. */
final class JsonParsers {

    private static final int MAX_DEPTH = 64;
    private static final int MAX_NAME = 256;
    private static final int BUFFERS = 16;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNameLength(MAX_NAME)
                    .build())
            // on a thread of the server, Jackson's thread-local buffers would retain the application's class loader
            .recyclerPool(JsonRecyclerPools.newBoundedPool(BUFFERS))
            // names are untrusted: the tables of Jackson and the JVM would retain them after the connection has ended
            .configure(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES, false)
            .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
            .build();

    private JsonParsers() {}

    static JsonParser open(String text, int from) throws IOException {
        if (from == 0) {
            return FACTORY.createParser(text);
        }
        StringReader reader = new StringReader(text);
        reader.skip(from);
        return FACTORY.createParser(reader);
    }

    static JsonParser open(byte[] text) throws IOException {
        return FACTORY.createParser(text);
    }

    /** Opens a text whose objects have the same member names. The parser keeps one string for each name until it is closed. */
    static JsonParser openWithEqualNames(InputStream text) throws IOException {
        return FACTORY.rebuild()
                .enable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                // untrusted names may collide
                .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
                .build()
                .createParser(text);
    }

    static JsonGenerator write(Writer text) throws IOException {
        return FACTORY.createGenerator(text);
    }

    /** Parses the scalar members of a JSON object, numbers as text. The last of several members with the same name is used. */
    static Map<String, String> scalars(JsonParser parser) throws IOException, ProtocolException {
        expect(parser.nextToken(), JsonToken.START_OBJECT);
        Map<String, String> found = new HashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (parser.nextToken().isScalarValue()) {
                found.put(name, parser.currentToken() == JsonToken.VALUE_NULL ? null : parser.getText());
            } else {
                parser.skipChildren();
            }
        }
        expectEnd(parser);
        return found;
    }

    static void expect(JsonToken found, JsonToken expected) throws ProtocolException {
        if (found != expected) {
            throw new ProtocolException("expected " + named(expected) + " but found " + named(found));
        }
    }

    static void expectEnd(JsonParser parser) throws IOException, ProtocolException {
        JsonToken more = parser.nextToken();
        if (more != null) {
            throw new ProtocolException("expected the end of the JSON text but found " + named(more));
        }
    }

    /**
     * Creates an exception with kind and position only, as the message of Jackson quotes the text, which may contain a
     * credential.
     */
    static ProtocolException malformed(IOException cause) {
        String where = cause instanceof JsonProcessingException json && json.getLocation() != null
                ? where(json.getLocation())
                : "";
        return new ProtocolException("invalid JSON (" + cause.getClass().getSimpleName() + where + ")");
    }

    private static String where(JsonLocation location) {
        return location.getCharOffset() < 0
                ? " at byte " + location.getByteOffset()
                : " at character " + location.getCharOffset();
    }

    private static String named(JsonToken token) {
        return token == null
                ? "the end of the text"
                : token.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
