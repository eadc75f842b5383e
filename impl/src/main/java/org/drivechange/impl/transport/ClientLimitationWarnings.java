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

/** Warns once of each relevant limitation of a WebSocket client. */
final class ClientLimitationWarnings {

    private final Map<String, Object> properties;
    private final Set<ErrorCode> warned = ConcurrentHashMap.newKeySet();

    ClientLimitationWarnings(Map<String, Object> properties) {
        this.properties = properties;
    }

    /**
     * Warns of limitations that affect this connection.
     *
     * @param client the class of the WebSocket client
     */
    void warn(String client, URI uri) {
        warnOfIgnoredProxy(client, uri);
    }

    /** Limits the frames that the client of an open session reads ahead. */
    void bound(Session session, String client) {
        if (client.startsWith("io.undertow.")) {
            try {
                UndertowFlowControl.install(session);
            } catch (ReflectiveOperationException | RuntimeException e) {
                warn(
                        ErrorCode.FLOW_CONTROL_UNAVAILABLE,
                        "This version of the WebSocket client (" + client + ") cannot suspend reading ("
                                + ErrorMessages.describe(e)
                                + "); a flooding server may exhaust the memory. To avoid this, add"
                                + " tyrus-standalone-client.");
            }
        }
    }

    /**
     * Warns of an ignored proxy. Undertow supports a proxy only through its own API and without a password; Liberty supports
     * none.
     */
    private void warnOfIgnoredProxy(String client, URI uri) {
        if (ignoresProxies(client) && isProxyConfigured(uri)) {
            warn(
                    ErrorCode.PROXY_UNSUPPORTED,
                    "A proxy is configured, but this WebSocket client (" + client
                            + ") does not support proxies and connects to " + uri.getHost()
                            + " directly; to use the proxy, add tyrus-standalone-client.");
        }
    }

    /** Whether the client may connect through a proxy. */
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
        URI httpUri = URI.create((uri.getScheme().equals("wss") ? "https://" : "http://") + uri.getRawAuthority());
        return selector != null
                && selector.select(httpUri).stream().anyMatch(proxy -> proxy.type() != Proxy.Type.DIRECT);
    }

    private void warn(ErrorCode code, String text) {
        if (warned.add(code)) {
            FailSafeLog.log(Level.WARNING, code.message(text));
        }
    }
}
