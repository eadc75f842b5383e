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
 * TLS as the JVM has it, so that the WebSocket trusts whom Graph's client trusts, where clients have trust stores of their
 * own. And host names are checked, which Undertow and Liberty leave out.
 */
final class TlsContexts {

    private static final int HTTPS_PORT = 443;
    private static final int PATIENCE_MILLIS = 5_000;

    private TlsContexts() {}

    /** As the client of this class wants it; null for an unencrypted connection. */
    static SSLContext of(URI uri, String client) throws NoSuchAlgorithmException {
        if (!isEncrypted(uri)) {
            return null;
        }
        // Undertow waits in vain for the end of a handshake of TLS 1.3
        return isUndertow(client)
                ? new HostnameVerifyingSslContext(SSLContext.getDefault(), "TLSv1.2")
                : new HostnameVerifyingSslContext(SSLContext.getDefault());
    }

    /** Why the server's certificate was refused, where the client does not say so: another handshake tells. */
    static Optional<SSLException> refusal(URI uri, String client, Throwable failure) {
        boolean hidden = !(failure instanceof ConnectException)
                && !Thread.currentThread().isInterrupted();
        return hidden && isEncrypted(uri) && isUndertow(client) ? refusal(uri) : Optional.empty();
    }

    private static Optional<SSLException> refusal(URI uri) {
        int port = uri.getPort() < 0 ? HTTPS_PORT : uri.getPort();
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(uri.getHost(), port), PATIENCE_MILLIS);
            plain.setSoTimeout(PATIENCE_MILLIS);
            shakeHands(plain, uri.getHost(), port);
            return Optional.empty();
        } catch (SSLException refused) {
            return Optional.of(refused);
        } catch (IOException | NoSuchAlgorithmException somethingElse) {
            return Optional.empty();
        }
    }

    private static void shakeHands(Socket plain, String host, int port) throws IOException, NoSuchAlgorithmException {
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
