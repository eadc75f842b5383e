// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.drivechange.impl.diagnostics.ProtocolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageLinkTest {

    private static final String DELTA = "https://graph.example/v1.0/drives/d/root/delta";

    private static PageLink parse(String text) throws ProtocolException {
        return PageLink.parse(text, URI.create("https://graph.example/v1.0"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?token=a%2Fb%20c&$select=id",
                "?$deltatoken=latest",
                "?token=latest2",
                "(token='a')?$select=id",
                "?$skiptoken=a%3D%3D"
            })
    void link_is_kept_byte_for_byte(String query) throws ProtocolException {
        assertThat(parse(DELTA + query).text()).isEqualTo(DELTA + query);
        assertThat(parse(DELTA + query).uri()).hasToString(DELTA + query);
    }

    @ParameterizedTest
    @CsvSource({
        "?token=a&token=latest, ?token=a",
        "?token=latest&token=a, ?token=a",
        "?token=a&token=latest&$select=id, ?token=a&$select=id",
        "(token='a')?token=latest&$select=id, (token='a')?$select=id",
        "(token='a')?token=latest, (token='a')",
        "(token%3D'a')?token=latest, (token%3D'a')",
        "(token%3d'a')?token=latest, (token%3d'a')"
    })
    void latest_beside_another_token_is_removed(String sent, String expected) throws ProtocolException {
        assertThat(parse(DELTA + sent).text()).isEqualTo(DELTA + expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?token=latest", "?token=latest&$select=id", "?$select=id&token=latest"})
    void latest_alone_is_refused(String query) {
        assertThatThrownBy(() -> parse(DELTA + query))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("expected a link with a token but found token=latest");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/v1.0/delta?token=s3cr3t",
                "https://graph.example:8443/v1.0/delta?token=s3cr3t",
                "http://graph.example/v1.0/delta?token=s3cr3t",
                "http://graph.example:443/v1.0/delta?token=s3cr3t",
                "https://user@graph.example/v1.0/delta?token=s3cr3t",
                "https://graph.example@evil.example/delta?token=s3cr3t",
                "file:///etc/passwd?token=s3cr3t",
                "/v1.0/delta?token=s3cr3t",
                "mailto:a@graph.example?token=s3cr3t"
            })
    void link_to_another_origin_is_refused_without_its_query(String link) {
        assertThatThrownBy(() -> parse(link))
                .isInstanceOf(ProtocolException.class)
                .hasMessageStartingWith("expected a link to https://graph.example but found")
                .hasMessageNotContaining("s3cr3t")
                .hasMessageNotContaining("user@");
    }

    @Test
    void explicit_default_port_and_upper_case_are_the_same_origin() throws ProtocolException {
        assertThat(parse("HTTPS://GRAPH.example:443/v1.0/delta?token=a").text()).startsWith("HTTPS://GRAPH");
    }

    @Test
    void text_that_is_no_url_is_refused_without_it() {
        assertThatThrownBy(() -> parse("https://graph.example/delta?token=s3 cr3t"))
                .isInstanceOf(ProtocolException.class)
                .hasMessageNotContaining("s3");
    }

    @Test
    void text_whose_ASCII_form_is_no_url_is_refused_without_it() {
        assertThatThrownBy(() -> parse(DELTA + "(token='s3cr3t\u1fef')"))
                .isInstanceOf(ProtocolException.class)
                .hasMessageNotContaining("s3cr3t");
    }
}
