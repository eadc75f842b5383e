// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.transport;

import jakarta.websocket.Session;
import java.lang.System.Logger.Level;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.diagnostics.ErrorMessages;
import org.drivechange.impl.diagnostics.FailSafeLog;

/** What some vendors' clients cannot do, told once each where it matters. */
final class ClientLimitationWarnings {

    private final Map<String, Object> properties;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    ClientLimitationWarnings(Map<String, Object> properties) {
        this.properties = properties;
    }

    /**
     * Warns of what matters for this connection.
     *
     * @param client the class of the WebSocket client
     */
    void warn(String client, URI uri) {
        warnOfIgnoredProxy(client, uri);
    }

    /** Has the client of an open session read no more than is handled. */
    void bound(Session session, String client) {
        if (client.startsWith("io.undertow.")) {
            try {
                UndertowFlowControl.install(session);
            } catch (ReflectiveOperationException | RuntimeException another) {
                warn(
                        ErrorCode.FLOW_CONTROL_UNAVAILABLE.code(),
                        "This version of the WebSocket client (" + client + ") cannot be told to stop reading ("
                                + ErrorMessages.describe(another) + "): a server that floods it may exhaust the memory;"
                                + " bring tyrus-standalone-client along.");
            }
        }
    }

    /** Undertow takes a proxy through an API of its own only, and without a password; Liberty takes none. */
    private void warnOfIgnoredProxy(String client, URI uri) {
        if (ignoresProxies(client) && isProxyConfigured(uri)) {
            warn(
                    ErrorCode.PROXY_UNSUPPORTED.code(),
                    "A proxy is configured, but this WebSocket client (" + client + ") knows none and connects to "
                            + uri.getHost() + " directly; where that cannot be, bring tyrus-standalone-client along.");
        }
    }

    /** Whether the client connects through a proxy, or may do so. */
    boolean usesProxy(String client, URI uri) {
        return !ignoresProxies(client) && isProxyConfigured(uri);
    }

    private static boolean ignoresProxies(String client) {
        return client.startsWith("io.undertow.") || client.startsWith("com.ibm.ws.wsoc.");
    }

    private boolean isProxyConfigured(URI uri) {
        return hasProxyProperty() || isBehindProxy(uri);
    }

    private boolean hasProxyProperty() {
        return properties.keySet().stream()
                .anyMatch(name -> name.toLowerCase(Locale.ROOT).contains("proxy"));
    }

    private static boolean isBehindProxy(URI uri) {
        ProxySelector selector = ProxySelector.getDefault();
        URI asked = URI.create((uri.getScheme().equals("wss") ? "https://" : "http://") + uri.getRawAuthority());
        return selector != null && selector.select(asked).stream().anyMatch(proxy -> proxy.type() != Proxy.Type.DIRECT);
    }

    private void warn(String code, String text) {
        if (told.add(code)) {
            FailSafeLog.log(Level.WARNING, code + " " + text);
        }
    }
}
