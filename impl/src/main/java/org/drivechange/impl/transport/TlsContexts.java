// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.transport;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Creates SSL contexts from the JVM's default. WebSockets thus use the same trust store as the Graph client, instead of
 * a client's own. They also verify host names, which Undertow and Liberty omit.
 */
final class TlsContexts {

    private static final int HTTPS_PORT = 443;
    private static final int TIMEOUT_MILLIS = 5_000;

    private TlsContexts() {}

    /** Returns the context for a client class; null for an unencrypted connection. */
    static SSLContext of(URI uri, String client) throws NoSuchAlgorithmException {
        if (!isEncrypted(uri)) {
            return null;
        }
        // Undertow never completes a TLS 1.3 handshake
        return isUndertow(client)
                ? new HostnameVerifyingSslContext(SSLContext.getDefault(), "TLSv1.2")
                : new HostnameVerifyingSslContext(SSLContext.getDefault());
    }

    /** Returns the certificate error if the client hides it. Finds it by another handshake. */
    static Optional<SSLException> refusal(URI uri, String client, Throwable failure) {
        boolean hidden = !(failure instanceof ConnectException)
                && !Thread.currentThread().isInterrupted();
        return hidden && isEncrypted(uri) && isUndertow(client) ? refusal(uri) : Optional.empty();
    }

    private static Optional<SSLException> refusal(URI uri) {
        int port = uri.getPort() < 0 ? HTTPS_PORT : uri.getPort();
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(uri.getHost(), port), TIMEOUT_MILLIS);
            plain.setSoTimeout(TIMEOUT_MILLIS);
            handshake(plain, uri.getHost(), port);
            return Optional.empty();
        } catch (SSLException e) {
            return Optional.of(e);
        } catch (IOException | NoSuchAlgorithmException e) {
            return Optional.empty();
        }
    }

    private static void handshake(Socket plain, String host, int port) throws IOException, NoSuchAlgorithmException {
        try (SSLSocket socket =
                (SSLSocket) SSLContext.getDefault().getSocketFactory().createSocket(plain, host, port, true)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
        }
    }

    private static boolean isEncrypted(URI uri) {
        return uri.getScheme().equals("wss");
    }

    private static boolean isUndertow(String client) {
        return client.startsWith("io.undertow.");
    }
}
