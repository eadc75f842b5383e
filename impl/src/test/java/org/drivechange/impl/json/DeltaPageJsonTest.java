// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.drivechange.DriveEvent;
import org.drivechange.DriveItemChange;
import org.drivechange.DriveItemChange.Kind;
import org.drivechange.DriveTarget;
import org.drivechange.impl.diagnostics.ProtocolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeltaPageJsonTest {

    private static final DriveTarget ME = DriveTarget.parse("/me/drive/root");
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final ItemOrigin ORIGIN = new ItemOrigin(ME, "contoso", "b!Own", 7, true, NOW);

    private static final String FILE =
            "{\"id\":\"01KD5MXWFILE9C\",\"name\":\"may.pdf\",\"eTag\":\"\\\"{90B2E6D4-1},2\\\"\","
                    + "\"cTag\":\"\\\"c:{90B2E6D4-1},1\\\"\",\"size\":48213,\"webUrl\":\"https://contoso.sharepoint.com/may.pdf?web=1\","
                    + "\"file\":{\"mimeType\":\"application/pdf\",\"hashes\":{\"quickXorHash\":\"Vb3q8Tt0m1=\"}},"
                    + "\"createdDateTime\":\"2026-05-03T10:15:00+02:00\",\"lastModifiedDateTime\":\"2026-05-04T08:15:00Z\","
                    + "\"lastModifiedBy\":{\"application\":{\"displayName\":\"An application\"},\"user\":{\"displayName\":\"A user\","
                    + "\"email\":\"a@b\"}},\"parentReference\":{\"driveType\":\"business\",\"driveId\":\"b!Qm3xR7u\","
                    + "\"id\":\"01KD5MXWFLDR1Q\",\"path\":\"/drives/b!Qm3xR7u/root:\"}}";

    private static DeltaPageJson page(String text) throws ProtocolException {
        return DeltaPageJson.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), ORIGIN);
    }

    private static DriveItemChange item(String element) throws ProtocolException {
        List<DriveItemChange> items = page("{\"value\":[" + element + "]}").items();
        assertThat(items).hasSize(1);
        return items.get(0);
    }

    @Test
    void parser_reads_file() throws Exception {
        assertThat(item(FILE))
                .returns(ME, DriveEvent::target)
                .returns("contoso", DriveEvent::account)
                .returns(NOW, DriveEvent::at)
                .returns(7L, DriveEvent::epoch)
                .returns(true, DriveItemChange::baseline)
                .returns(Kind.CHANGED, DriveItemChange::kind)
                .returns(DriveItemChange.Type.FILE, DriveItemChange::type)
                .returns("b!Qm3xR7u", DriveItemChange::driveId)
                .returns("01KD5MXWFILE9C", DriveItemChange::id)
                .returns("may.pdf", DriveItemChange::name)
                .returns("01KD5MXWFLDR1Q", DriveItemChange::parentId)
                .returns("\"{90B2E6D4-1},2\"", DriveItemChange::eTag)
                .returns("\"c:{90B2E6D4-1},1\"", DriveItemChange::cTag)
                .returns("application/pdf", DriveItemChange::mimeType)
                .returns("https://contoso.sharepoint.com/may.pdf?web=1", DriveItemChange::webUrl)
                .returns("A user", DriveItemChange::lastModifiedBy)
                .returns(Instant.parse("2026-05-03T08:15:00Z"), DriveItemChange::created)
                .returns(Instant.parse("2026-05-04T08:15:00Z"), DriveItemChange::lastModified)
                .returns(48_213L, DriveItemChange::size)
                .returns(FILE, DriveItemChange::json);
    }

    @Test
    void parser_reads_baseline_page_without_its_root() throws Exception {
        DeltaPageJson page = page(
                "{\"@odata.context\":\"https://graph.microsoft.com/v1.0/$metadata#Collection(driveItem)\",\n \"@odata.nextLink\":"
                        + "\"https://graph.microsoft.com/v1.0/drives/b!Q/root/delta?$select=id%2cname&token=cGFnZS0y\",\n"
                        + "\"value\":[\n{\"@odata.type\":\"#microsoft.graph.driveItem\",\"id\":\"01KD5MXWROOT7A\",\"name\":\"root\","
                        + "\"root\":{},\"folder\":{\"childCount\":2}},\n {\"id\":\"01KD5MXWFLDR1Q\",\"name\":\"Invoices\","
                        + "\"folder\":{\"childCount\":0}},\n " + FILE + "]}");
        assertThat(page.nextLink())
                .contains("https://graph.microsoft.com/v1.0/drives/b!Q/root/delta?$select=id%2cname&token=cGFnZS0y");
        assertThat(page.deltaLink()).isEmpty();
        assertThat(page.items())
                .extracting(DriveItemChange::json)
                .containsExactly(
                        "{\"id\":\"01KD5MXWFLDR1Q\",\"name\":\"Invoices\",\"folder\":{\"childCount\":0}}", FILE);
        assertThat(page.items().get(0))
                .returns(DriveItemChange.Type.FOLDER, DriveItemChange::type)
                .returns("b!Own", DriveItemChange::driveId)
                .returns(null, DriveItemChange::parentId);
    }

    @Test
    void parser_reads_last_page_without_items() throws Exception {
        DeltaPageJson page = page(
                "{\"@odata.deltaLink\":\"https://graph.microsoft.com/v1.0/drives/b!Q/root/delta?token=Z\",\"value\":[]}");
        assertThat(page.items()).isEmpty();
        assertThat(page.nextLink()).isEmpty();
        assertThat(page.deltaLink()).contains("https://graph.microsoft.com/v1.0/drives/b!Q/root/delta?token=Z");
        assertThat(page).asString().doesNotContain("token");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', nullValues = "none", delimiter = '|', textBlock = """
            {"id":"G","deleted":{"state":"deleted"},"file":{},"size":0,"lastModifiedDateTime":"0001-01-01T00:00:00-08:00"} | FILE  | 0    | none
            {"id":"7C!1187","name":"old.txt","deleted":{"state":"deleted"},"file":{}}                                    | FILE  | none | old.txt
            {"id":"7C!s0b9d","deleted":{}}                                                                               | OTHER | none | none
            {"id":"7C!s0b9d","@removed":{"reason":"deleted"}}                                                            | OTHER | none | none
            {"id":"7C!s0b9d","deleted":true,"folder":{},"createdDateTime":"0001-01-01T00:00:00Z"}                        | FOLDER | none | none
            {"id":"7C!s0b9d","deleted":{},"lastModifiedDateTime":"0001-01-01T08:00:00+14:00"}                            | OTHER | none | none
            """)
    void parser_reads_deleted_item(String element, DriveItemChange.Type type, Long size, String name) throws Exception {
        assertThat(item(element))
                .returns(Kind.DELETED, DriveItemChange::kind)
                .returns(type, DriveItemChange::type)
                .returns(size, DriveItemChange::size)
                .returns(name, DriveItemChange::name)
                .returns(null, DriveItemChange::created)
                .returns(null, DriveItemChange::lastModified)
                .returns("b!Own", DriveItemChange::driveId)
                .returns(element, DriveItemChange::json);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            {"id":"1"}                                             | OTHER
            {"id":"1","file":null,"folder":null}                   | OTHER
            {"id":"1","file":{"hashes":{}}}                        | FILE
            {"id":"1","folder":{"childCount":0}}                   | FOLDER
            {"id":"1","package":{"type":"oneNote"},"folder":{}}    | PACKAGE
            {"id":"1","folder":{},"remoteItem":{"file":{}}}        | REMOTE
            {"id":"1","package":{},"remoteItem":{}}                | REMOTE
            {"id":"1","file":{},"malware":{"description":"x"}}     | FILE
            """)
    void type_follows_from_facets(String element, DriveItemChange.Type type) throws Exception {
        assertThat(item(element)).returns(type, DriveItemChange::type).returns(Kind.CHANGED, DriveItemChange::kind);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', nullValues = "none", delimiter = '|', textBlock = """
            {"user":{"displayName":"U"},"application":{"displayName":"A"}}             | U
            {"device":{"displayName":"D"},"application":{"displayName":"A"},"user":{}} | A
            {"user":{"displayName":""},"device":{"displayName":"D"}}                   | D
            {"user":{"displayName":7},"group":{"displayName":"G"}}                     | none
            {"user":null}                                                              | none
            "U"                                                                        | none
            null                                                                       | none
            """)
    void name_of_modifier_is_that_of_user_application_or_device(String identity, String name) throws Exception {
        assertThat(item("{\"id\":\"1\",\"lastModifiedBy\":" + identity + "}").lastModifiedBy())
                .isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "0, 0",
                "9223372036854775807, 9223372036854775807",
                "9223372036854775808, none",
                "-1, none",
                "1.0, none",
                "null, none",
                "{}, none"
            })
    void size_is_absent_unless_it_is_a_number_of_bytes(String json, Long size) throws Exception {
        assertThat(item("{\"id\":\"1\",\"size\":" + json + "}").size()).isEqualTo(size);
    }

    @Test
    void members_of_another_type_are_absent() throws Exception {
        assertThat(
                        item(
                                "{\"id\":\"1\",\"name\":7,\"eTag\":null,\"cTag\":[],\"webUrl\":{\"a\":[]},\"createdDateTime\":\"soon\","
                                        + "\"lastModifiedDateTime\":1,\"parentReference\":\"p\",\"file\":[{}],\"x\":{\"y\":[[{}]]}}"))
                .returns(null, DriveItemChange::name)
                .returns(null, DriveItemChange::eTag)
                .returns(null, DriveItemChange::cTag)
                .returns(null, DriveItemChange::webUrl)
                .returns(null, DriveItemChange::created)
                .returns(null, DriveItemChange::lastModified)
                .returns(null, DriveItemChange::parentId)
                .returns(null, DriveItemChange::mimeType)
                .returns("b!Own", DriveItemChange::driveId);
    }

    @Test
    void parser_uses_last_of_duplicate_members() throws Exception {
        DeltaPageJson page = page(
                "{\"@odata.nextLink\":\"https://h/1\",\"value\":[{\"id\":\"1\"}],\"@odata.nextLink\":null,\"value\":[{\"id\":\"1\","
                        + "\"id\":\"2\",\"deleted\":{},\"deleted\":null,\"size\":1,\"size\":-1,\"file\":{\"mimeType\":\"a/b\"},"
                        + "\"file\":{},\"parentReference\":{\"id\":\"p\",\"driveId\":\"d\"},\"parentReference\":{\"id\":\"q\"}}]}");
        assertThat(page.nextLink()).isEmpty();
        assertThat(page.items())
                .singleElement()
                .returns("2", DriveItemChange::id)
                .returns(Kind.CHANGED, DriveItemChange::kind)
                .returns(null, DriveItemChange::size)
                .returns(null, DriveItemChange::mimeType)
                .returns("q", DriveItemChange::parentId)
                .returns("b!Own", DriveItemChange::driveId);
    }

    @Test
    void parser_keeps_repeated_items_in_order() throws Exception {
        assertThat(page("{\"value\":[{\"id\":\"1\",\"name\":\"a\"},{\"id\":\"2\"},{\"id\":\"1\",\"name\":\"b\"}]}")
                        .items())
                .extracting(item -> item.id() + item.name())
                .containsExactly("1a", "2null", "1b");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            {"@microsoft.graph.downloadUrl":"s3cr3t"}                      | {}
            { "@microsoft.graph.downloadUrl" : "s3cr3t" }                  | {}
            {"a":1,"@microsoft.graph.downloadUrl":"s3cr3t"}                | {"a":1}
            {"a":1 , "@content.downloadUrl":"s3cr3t" }                     | {"a":1 }
            {"@microsoft.graph.downloadUrl":"s3cr3t","a":1}                | {"a":1}
            {"a":1, "content.downloadUrl":{"b":["s3cr3t"]}, "c":2}         | {"a":1, "c":2}
            {"content.downloadUrl":1,"@content.downloadUrl":[2],"a":1}     | {"a":1}
            {"@Content.DownloadURL":1,"dDOWNLOADurl2":2,"download":3}      | {"download":3}
            {"a":1,"content.downloadUrl":1,"@content.downloadUrl":[2]}     | {"a":1}
            {"a":[{"content.downloadUrl":"s3cr3t"},{"b":{"content.downloadUrl":"s3cr3t"},"c":3}],"d":1} | {"a":[{},{"b":{},"c":3}],"d":1}
            {"\\u0040microsoft.graph.download\\u0055rl":"s3cr3t","a":1}    | {"a":1}
            {"a":"@microsoft.graph.downloadUrl","b":["content.downloadUrl"]} | {"a":"@microsoft.graph.downloadUrl","b":["content.downloadUrl"]}
            """)
    void text_of_item_contains_no_download_url(String members, String rest) throws Exception {
        assertThat(item("{\"id\":\"1\",\"remoteItem\":" + members + "}").json())
                .isEqualTo("{\"id\":\"1\",\"remoteItem\":" + rest + "}");
    }

    @Test
    void text_of_item_is_exact_at_every_alignment_of_the_buffers() throws Exception {
        String element =
                "{\"id\":\"\ud83d\ude00\",\"x\":\"\\ud83d\",\t\"a\" : [ -1.5e3 ,true ], \"content.downloadUrl\":\"s3cr3t\",\"\u00e4\":null }";
        String rest = "{\"id\":\"\ud83d\ude00\",\"x\":\"\\ud83d\",\t\"a\" : [ -1.5e3 ,true ], \"\u00e4\":null }";
        for (int before = 3_800; before < 4_100; before++) {
            String text = "{\"b\":\"" + "\u00fc".repeat(before) + "\",\"value\":[" + element + " , " + element + "]}";
            assertThat(page(text).items())
                    .as("%d characters", before)
                    .extracting(DriveItemChange::json)
                    .containsExactly(rest, rest);
        }
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            {"value":[{"id":"1"},{"name":"x"}]}                                                | expected an item with an id but found none
            {"value":[{"id":""}]}                                                              | expected an item with an id but found none
            {"value":[{"id":7}]}                                                               | expected an item with an id but found none
            {"value":[{"root":{}}]}                                                            | expected an item with an id but found none
            {"value":[null]}                                                                   | expected an item but found another value
            {"value":["1"]}                                                                    | expected an item but found another value
            {"value":[[]]}                                                                     | expected an item but found another value
            {"value":[{"error":{"code":"InternalServerError","message":"it\\n failed","innerError":{"a":1}}}]} | expected an item with an id but found the error InternalServerError: it\\u000a failed
            {"@odata.deltaLink":"https://h","error":{"code":"generalException"}}               | expected an array as value but found the error generalException
            {"error":{"message":"see https://h/?token=s3cr3t"},"value":null}                   | expected an array as value but found the error see https://h/?…
            {}                                                                                 | expected an array as value but found none
            {"value":[],"value":{}}                                                            | expected an array as value but found none
            []                                                                                 | expected start object but found start array
            {"value":[]} {}                                                                    | expected the end of the JSON text but found start object
            """)
    void parser_rejects_incomplete_page(String text, String message) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> page(text))
                .withMessage(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no json",
                "<html>",
                "{\"value\":[",
                "{\"value\":[{\"id\":\"1\"",
                "{\"value\":[]",
                "{\"value\":[{\"id\":\"s3cr3t}]}",
                "{\"value\":[NaN]}",
                "{\"value\":[/*s3cr3t*/]}",
                "{'value':[]}"
            })
    void parser_rejects_malformed_text_without_quoting_it(String text) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> page(text))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(120).doesNotContain("s3cr3t", "html"));
    }

    @Test
    void parser_rejects_bytes_that_are_not_utf_8() {
        byte[] text = "{\"value\":[{\"id\":\"\u00e4\"}]}".getBytes(StandardCharsets.ISO_8859_1);
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> DeltaPageJson.read(new ByteArrayInputStream(text), ORIGIN))
                .withMessageStartingWith("invalid JSON (JsonParseException at byte ");
    }

    @Test
    void parser_bounds_depth_and_names_and_number_of_items() throws Exception {
        String deep = "{\"value\":[{\"id\":\"1\",\"a\":" + "[".repeat(1_000_000);
        String named = "{\"value\":[{\"id\":\"1\",\"" + "a".repeat(257) + "\":0}]}";
        String many = "{\"value\":[" + "{\"id\":\"1\",\"root\":{}},".repeat(100_000) + "{\"id\":\"1\"}]}";
        for (String text : List.of(deep, named, many)) {
            assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> page(text));
        }
        assertThat(item("{\"id\":\"1\",\"" + "a".repeat(256) + "\":0,\"name\":\"" + "n".repeat(100_000) + "\"}")
                        .name())
                .hasSize(100_000);
    }

    @Test
    void parser_copies_items_at_any_offset_of_its_buffers() throws Exception {
        List<String> elements = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            String begin = "{\"id\":\"" + i + "\",\"name\":\"\u00e4\u4e2d\ud83d\ude00" + "n".repeat(i) + "\"";
            elements.add(begin + ",\"content.downloadUrl\":\"s3cr3t\",\"size\":" + i + "}");
            expected.add(begin + ",\"size\":" + i + "}");
        }
        String text = "{\"value\":[" + String.join(" , ", elements) + "]}";
        assertThat(page(text).items()).extracting(DriveItemChange::json).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16BE", "UTF-16LE", "UTF-32BE"})
    void parser_rejects_other_encodings(String encoding) {
        byte[] text = "{\"value\":[{\"id\":\"1\"}]}".getBytes(Charset.forName(encoding));
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> DeltaPageJson.read(new ByteArrayInputStream(text), ORIGIN))
                .withMessage("invalid JSON (UnsupportedEncodingException)");
    }

    @Test
    void parser_rejects_overlong_utf_8() {
        byte[] text = "{\"value\":[{\"id\":\"1\",\"name\":\"??\"}]}".getBytes(StandardCharsets.UTF_8);
        int name = new String(text, StandardCharsets.UTF_8).indexOf('?');
        text[name] = (byte) 0xc1;
        text[name + 1] = (byte) 0x81;
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> DeltaPageJson.read(new ByteArrayInputStream(text), ORIGIN))
                .withMessage("invalid JSON (MalformedInputException)");
    }

    @Test
    void parser_keeps_the_replacement_character() throws Exception {
        String element = "{\"id\":\"1\",\"name\":\"\ufffd\"}";
        assertThat(item(element)).returns("\ufffd", DriveItemChange::name).returns(element, DriveItemChange::json);
    }
}
