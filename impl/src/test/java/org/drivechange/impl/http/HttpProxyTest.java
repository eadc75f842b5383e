// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.graph.GraphFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpProxyTest {

    private static final URI GRAPH = URI.create("https://graph.microsoft.com/v1.0/me");
    private static final String DISABLED_SCHEMES = "jdk.http.auth.tunneling.disabledSchemes";

    private final ProxySelector selectorBefore = ProxySelector.getDefault();

    @AfterEach
    void restore() {
        ProxySelector.setDefault(selectorBefore);
        System.clearProperty("https.proxyUser");
        System.clearProperty("https.proxyPassword");
        System.clearProperty(DISABLED_SCHEMES);
    }

    private static HttpHeaders offering(String... challenges) {
        return HttpHeaders.of(Map.of("Proxy-Authenticate", List.of(challenges)), (name, value) -> true);
    }

    @Test
    void refusal_names_the_schemes_that_the_proxy_offers() {
        HttpProxy proxy = new HttpProxy("proxy.local", 3128);
        System.setProperty("https.proxyUser", "alice");
        assertThat(proxy.refusal(GRAPH, offering("Negotiate, NTLM", "Digest realm=\"Basic, x\", nonce=\"a\"")))
                .isEqualTo(new GraphFailure(
                        ErrorCode.PROXY_SCHEME_UNSUPPORTED,
                        "proxy.local:3128 offers Negotiate, NTLM, Digest; expected Basic"));
        assertThat(proxy.refusal(GRAPH, offering("Negotiate", "bAsIc realm=\"x\""))
                        .code())
                .isNotEqualTo(ErrorCode.PROXY_SCHEME_UNSUPPORTED);
        assertThat(proxy.refusal(GRAPH, offering()).code()).isNotEqualTo(ErrorCode.PROXY_SCHEME_UNSUPPORTED);
    }

    @Test
    void proxy_comes_from_the_jdks_selector() {
        ProxySelector.setDefault(ProxySelector.of(InetSocketAddress.createUnresolved("proxy.local", 3128)));
        assertThat(HttpProxy.before(GRAPH)).contains(new HttpProxy("proxy.local", 3128));
        ProxySelector.setDefault(ProxySelector.of(null));
        assertThat(HttpProxy.before(GRAPH)).isEmpty();
        ProxySelector.setDefault(null);
        assertThat(HttpProxy.before(GRAPH)).isEmpty();
    }

    @Test
    void password_falls_back_to_system_properties() {
        HttpProxy proxy = new HttpProxy("proxy.local", 3128);
        assertThat(proxy.authorization(GRAPH)).isEmpty();
        System.setProperty("https.proxyUser", "alice");
        System.setProperty("https.proxyPassword", "pässword");
        String pair = Base64.getEncoder().encodeToString("alice:pässword".getBytes(StandardCharsets.UTF_8));
        assertThat(proxy.authorization(GRAPH)).contains("Basic " + pair);
        assertThat(proxy.authorization(URI.create("http://localhost/v1.0"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            -     | -     | PROXY_PASSWORD_MISSING | ', but none is configured'
            alice | -     | PROXY_PASSWORD_MISSING | ', but the JDK does not send it unless started with -Djdk.http.auth.tunneling.disabledSchemes='
            alice | Basic | PROXY_PASSWORD_MISSING | ', but the JDK does not send it unless started with -Djdk.http.auth.tunneling.disabledSchemes='
            alice | ''    | PROXY_PASSWORD_REFUSED | '; or the JDK does not send them, because jdk.http.auth.tunneling.disabledSchemes was cleared after its HTTP client had read it'
            """)
    void refusal_describes_the_remedy(String user, String disabled, ErrorCode problem, String detail) {
        if (user != null) {
            System.setProperty("https.proxyUser", user);
            System.setProperty("https.proxyPassword", "s3cr3t");
        }
        if (disabled != null) {
            System.setProperty(DISABLED_SCHEMES, disabled);
        }
        assertThat(new HttpProxy("proxy.local", 3128).refusal(GRAPH, offering("Basic realm=\"proxy\"")))
                .isEqualTo(new GraphFailure(problem, "proxy.local:3128" + detail));
    }
}
