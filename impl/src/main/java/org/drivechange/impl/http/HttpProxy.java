// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.http;

import java.net.Authenticator;
import java.net.Authenticator.RequestorType;
import java.net.InetSocketAddress;
import java.net.MalformedURLException;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.graph.GraphFailure;

/**
 * HTTP proxy that the JDK's settings select for an address, with its credentials.
 *
 * <p>The credentials are sent as a request header. The JDK sends it only to the proxy, never through the tunnel. An
 * authenticator of the HTTP client is no alternative: with one, JDK 17's client removes our own {@code Authorization},
 * and throws an exception for a 401 without a challenge.
 */
record HttpProxy(String host, int port) {

    /** The status of a proxy's own response (RFC 9110, section 15.5.8). */
    static final int AUTHENTICATION_REQUIRED = 407;

    private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");

    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,30}");

    private static final String DISABLED_SCHEMES = "jdk.http.auth.tunneling.disabledSchemes";

    static Optional<HttpProxy> before(URI uri) {
        ProxySelector selector = ProxySelector.getDefault();
        if (selector == null) {
            return Optional.empty();
        }
        // the JDK's HTTP client does not support SOCKS, and uses the first of several
        return selector.select(uri).stream()
                .findFirst()
                .filter(proxy -> proxy.type() == Proxy.Type.HTTP)
                .map(Proxy::address)
                .map(InetSocketAddress.class::cast)
                .map(address -> new HttpProxy(address.getHostString(), address.getPort()));
    }

    /** Returns a selector for this proxy only. */
    ProxySelector selector() {
        return ProxySelector.of(InetSocketAddress.createUnresolved(host, port));
    }

    /** Returns the value of {@code Proxy-Authorization}. Empty without a password. */
    Optional<String> authorization(URI uri) {
        return password(uri).map(credentials -> {
            String pair = credentials.getUserName() + ":" + new String(credentials.getPassword());
            return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        });
    }

    /** Describes a 407 response with these headers. */
    GraphFailure refusal(URI uri, HttpHeaders headers) {
        List<String> offered = schemes(headers);
        if (!offered.isEmpty() && offered.stream().noneMatch("Basic"::equalsIgnoreCase)) {
            return new GraphFailure(
                    ErrorCode.PROXY_SCHEME_UNSUPPORTED,
                    this + " offers " + String.join(", ", offered) + "; expected Basic");
        }
        if (password(uri).isEmpty()) {
            return new GraphFailure(ErrorCode.PROXY_PASSWORD_MISSING, this + ", but none is configured");
        }
        if (!secure(uri)) {
            return new GraphFailure(ErrorCode.PROXY_PASSWORD_REFUSED, toString());
        }
        return basicIsDisabled()
                ? new GraphFailure(
                        ErrorCode.PROXY_PASSWORD_MISSING,
                        this + ", but the JDK does not send it unless started with -D" + DISABLED_SCHEMES + "=")
                : new GraphFailure(
                        ErrorCode.PROXY_PASSWORD_REFUSED,
                        this + "; or the JDK does not send them, because " + DISABLED_SCHEMES
                                + " was cleared after its HTTP client had read it");
    }

    /** The names of the schemes in {@code Proxy-Authenticate} (RFC 9110, section 11.3), without their parameters. */
    private static List<String> schemes(HttpHeaders headers) {
        return headers.allValues("Proxy-Authenticate").stream()
                .map(challenges -> QUOTED.matcher(challenges).replaceAll(""))
                .flatMap(challenges -> Arrays.stream(challenges.split(",")))
                .map(challenge -> challenge.strip().split("\\s", 2)[0])
                .filter(name -> SCHEME.matcher(name).matches())
                .distinct()
                .toList();
    }

    private Optional<PasswordAuthentication> password(URI uri) {
        PasswordAuthentication authenticated;
        try {
            authenticated = Authenticator.requestPasswordAuthentication(
                    host, null, port, uri.getScheme(), "", "basic", uri.toURL(), RequestorType.PROXY);
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
        return Optional.ofNullable(authenticated).or(() -> configured(secure(uri) ? "https" : "http"));
    }

    /** Reads the properties that most other clients read beside {@code https.proxyHost}. The JDK does not define them. */
    private static Optional<PasswordAuthentication> configured(String scheme) {
        String password = System.getProperty(scheme + ".proxyPassword", "");
        return Optional.ofNullable(System.getProperty(scheme + ".proxyUser"))
                .map(user -> new PasswordAuthentication(user, password.toCharArray()));
    }

    private static boolean basicIsDisabled() {
        return System.getProperty(DISABLED_SCHEMES, "Basic")
                .toLowerCase(Locale.ROOT)
                .contains("basic");
    }

    private static boolean secure(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
