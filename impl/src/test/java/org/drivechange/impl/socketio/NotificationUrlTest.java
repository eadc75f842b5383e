// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.drivechange.impl.diagnostics.ProtocolException;
import org.drivechange.impl.socketio.NotificationUrl.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationUrlTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://westeurope0.pushnp.svc.ms/notifications?token=w1-ab&applicationId=x | wss://westeurope0.pushnp.svc.ms/socket.io/?token=w1-ab&applicationId=x&EIO=4&transport=websocket
            http://h/n?a=b       | ws://h/socket.io/?a=b&EIO=4&transport=websocket
            ws://h/n             | ws://h/socket.io/?EIO=4&transport=websocket
            WSS://Host.Example/N | wss://host.example/socket.io/?EIO=4&transport=websocket
            HtTpS://h?a          | wss://h/socket.io/?a&EIO=4&transport=websocket
            https://h:443/n      | wss://h/socket.io/?EIO=4&transport=websocket
            wss://h:443/n        | wss://h/socket.io/?EIO=4&transport=websocket
            https://h:80/n       | wss://h:80/socket.io/?EIO=4&transport=websocket
            http://h:80/n        | ws://h/socket.io/?EIO=4&transport=websocket
            http://h:443/n       | ws://h:443/socket.io/?EIO=4&transport=websocket
            https://h:/n         | wss://h/socket.io/?EIO=4&transport=websocket
            https://h:65535/n    | wss://h:65535/socket.io/?EIO=4&transport=websocket
            http://127.0.0.1:1/n | ws://127.0.0.1:1/socket.io/?EIO=4&transport=websocket
            http://[::1]:8080/n  | ws://[::1]:8080/socket.io/?EIO=4&transport=websocket
            https://[2001:DB8::A]| wss://[2001:db8::a]/socket.io/?EIO=4&transport=websocket
            https://h/n?a=b#c?d  | wss://h/socket.io/?a=b&EIO=4&transport=websocket
            https://h/n?         | wss://h/socket.io/?EIO=4&transport=websocket
            """)
    void engine_uri_is_on_the_same_server(String url, String engine) throws ProtocolException {
        assertThat(namespaceReading(url).engineUri("4"))
                .isEqualTo(URI.create(engine))
                .hasToString(engine);
        assertThat(namespaceReading(url).engineUri("3")).hasToString(engine.replace("EIO=4", "EIO=3"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://H.example:8443/n, true, h.example, 8443",
        "wss://h/n, true, h, -1",
        "http://h:80/n, false, h, -1",
        "ws://[::1]:443/n, false, [::1], 443"
    })
    void url_has_host_port_and_encryption(String text, boolean secure, String host, int port) throws ProtocolException {
        NotificationUrl url = namespaceReading(text);
        assertThat(url.secure()).isEqualTo(secure);
        assertThat(url.host()).isEqualTo(host);
        assertThat(url.port()).isEqualTo(port);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://h                           | /
            https://h/                          | /
            https://h?a=b                       | /
            https://h#f                         | /
            https://h/notifications?token=x     | /notifications
            https://h/notifications/            | /notifications/
            https://h/zbaehwg/callback?snthgk=x | /zbaehwg/callback
            https://h//a//b                     | //a//b
            https://h/a/../b/./c                | /a/../b/./c
            https://h/A%2Fb%20%2c               | /A%2Fb%20%2c
            https://h/a,b;c=d@e:f               | /a%2Cb;c=d@e:f
            https://h/a#b/c                     | /a
            """)
    void namespace_is_path_with_encoded_commas(String url, String namespace) throws ProtocolException {
        assertThat(namespaceReading(url).namespace()).isEqualTo(namespace);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://f3hb0mpua.svc.ms/zbaehwg/callback?snthgk=1ff3-x | /zbaehwg    | snthgk=1ff3-x
            https://h/callback?a=b                                  | /           | a=b
            https://h//callback?a=b                                 | /           | a=b
            https://h/a/b/callback?                                 | /a/b        | ''
            https://h/n/callback?a=/callback?b                      | /n          | a=/callback?b
            https://h/callback/callback?a                           | /callback   | a
            https://h/callbackx/callback?a#/callback?b              | /callbackx  | a
            """)
    void callback_reading_ends_namespace_at_callback(String text, String namespace, String query)
            throws ProtocolException {
        NotificationUrl url = NotificationUrl.parse(text, Reading.CALLBACK);
        assertThat(url.namespace()).isEqualTo(namespace);
        assertThat(url.query()).isEqualTo(query);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "token=abc&applicationId=x",
                "b=1&a=2&b=3&10=x&2=y&__proto__=z",
                "a=b==&c=ZGQ=",
                "a=%26%2c%2C%20%c3%A9&b=c+d",
                "flag&=&=x&&a=",
                "&a",
                "a&",
                "&",
                "&&&",
                "a=b?c/d:e@f[0]~!$'()*,;",
                "eio=3&Transport=polling&SID=x&B64=1",
                "xEIO=3&EIOx=3&a=EIO=3",
                "EIO+=3&E+IO=3&%20sid=x",
                "%45%49%4f%00=1"
            })
    void url_keeps_query_byte_for_byte(String query) throws ProtocolException {
        for (Reading reading : Reading.values()) {
            NotificationUrl url = NotificationUrl.parse("https://h/n/callback?" + query, reading);
            assertThat(url.query()).isEqualTo(query);
            assertThat(url.engineUri("4").getRawQuery()).isEqualTo(query + "&EIO=4&transport=websocket");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            EIO=3                             | ''
            EIO=3&transport=polling&sid=x&b64=1 | ''
            a=b&EIO=3&c=d                     | a=b&c=d
            EIO=3&a=b&EIO=4&EIO&EIO=          | a=b
            a&&sid=x&&b                       | a&&&b
            %45IO=3&trans%70ort=x&%73id&b6%34=1&a=%45IO | a=%45IO
            a=%2B&b64=1&c=+                   | a=%2B&c=+
            """)
    void url_removes_engine_parameters(String query, String kept) throws ProtocolException {
        assertThat(namespaceReading("https://h/n?" + query).query()).isEqualTo(kept);
        assertThat(NotificationUrl.parse("https://h/n/callback?" + query, Reading.CALLBACK)
                        .query())
                .isEqualTo(kept);
    }

    @Test
    void engine_uri_accepts_two_revisions() throws ProtocolException {
        NotificationUrl url = namespaceReading("https://h/n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> url.engineUri("5"))
                .withMessage("expected revision 3 or 4 but found 5");
    }

    @ParameterizedTest
    @CsvSource({
        "https://H:443/n?token=secret, wss://h/n",
        "ws://[::1]:8080?token=secret, ws://[::1]:8080/",
        "https://h/zbaehwg/callback?token=secret, wss://h/zbaehwg/callback"
    })
    void to_string_omits_query(String url, String text) throws ProtocolException {
        assertThat(namespaceReading(url)).hasToString(text);
    }

    @Test
    void urls_of_the_same_place_are_equal() throws ProtocolException {
        NotificationUrl url = namespaceReading("https://h/n?a=b");
        assertThat(url)
                .isEqualTo(namespaceReading("WSS://H:443/n?a=b&EIO=3#f"))
                .hasSameHashCodeAs(namespaceReading("WSS://H:443/n?a=b&EIO=3#f"))
                .isEqualTo(NotificationUrl.parse("https://h/n/callback?a=b", Reading.CALLBACK))
                .isNotEqualTo(namespaceReading("http://h/n?a=b"))
                .isNotEqualTo(namespaceReading("https://h2/n?a=b"))
                .isNotEqualTo(namespaceReading("https://h:1/n?a=b"))
                .isNotEqualTo(namespaceReading("https://h/N?a=b"))
                .isNotEqualTo(namespaceReading("https://h/n?a=c"))
                .isNotEqualTo("https://h/n?a=b");
    }

    private static NotificationUrl namespaceReading(String url) throws ProtocolException {
        return NotificationUrl.parse(url, Reading.NAMESPACE);
    }
}
