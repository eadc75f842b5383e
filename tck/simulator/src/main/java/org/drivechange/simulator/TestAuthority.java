// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.drivechange.simulator.internal.network.KeyTool;
import org.drivechange.simulator.internal.network.ServerTls;

/**
 * A private certificate authority for tests, and certificates that a client must and must not accept. All keys are made
 * anew with the JDK's {@code keytool}, which takes about a second each. May be used from any thread.
 */
public final class TestAuthority {

    /** The password of the trust store. */
    public static final String PASSWORD = "changeit";

    private static final String AUTHORITY = "authority";

    private static final String SIGNED = "-signer " + AUTHORITY + " ";

    private static final String LOCAL = "-ext san=dns:localhost,ip:127.0.0.1 ";

    /** A server's certificate. */
    public enum Certificate {
        /** Signed by the authority for {@code localhost} and {@code 127.0.0.1}. */
        GOOD(SIGNED + LOCAL),
        /** Signed by the authority for {@code elsewhere.example} only. */
        OTHER_HOST(SIGNED + "-ext san=dns:elsewhere.example"),
        /** As the good one, but it ended five days ago. */
        EXPIRED(SIGNED + LOCAL + "-startdate -10d -validity 5"),
        /** For {@code localhost} and {@code 127.0.0.1}, signed by itself. */
        SELF_SIGNED(LOCAL);

        private final String options;

        Certificate(String options) {
            this.options = options;
        }
    }

    private final Map<Certificate, SSLContext> servers = new EnumMap<>(Certificate.class);

    private final Path trustStore;

    private final KeyTool keys;

    private TestAuthority(Path directory) {
        trustStore = directory.resolve("trust.p12");
        keys = new KeyTool(directory.resolve("keys.p12"), PASSWORD);
    }

    /**
     * Makes an authority.
     *
     * @param directory where its two stores go, in place of those that are there; it is made where it is missing
     * @return the authority, never null
     * @throws UncheckedIOException when they cannot be written
     */
    public static TestAuthority in(Path directory) {
        TestAuthority made = new TestAuthority(directory);
        try {
            Files.createDirectories(directory);
            made.keys.create();
            // two authorities of one name would be taken for one another
            made.keys.generate(AUTHORITY, "authority-" + UUID.randomUUID(), "-ext bc:c=ca:true");
            made.writeTrustStore();
            return made;
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot write to " + directory + ": " + failed.getMessage(), failed);
        }
    }

    /**
     * What a client is told in {@code javax.net.ssl.trustStore}: a PKCS #12 file that holds the authority's certificate.
     *
     * @return the file, never null
     */
    public Path trustStore() {
        return trustStore;
    }

    /**
     * What a server with this certificate needs, such as {@link GraphSimulator.Builder#graphTls} and {@link
     * GraphSimulator.Builder#socketTls}.
     *
     * @param certificate what it shows to its clients
     * @return a context, never null
     */
    public synchronized SSLContext server(Certificate certificate) {
        return servers.computeIfAbsent(certificate, missing -> {
            String alias = missing.name().toLowerCase(Locale.ROOT);
            keys.generate(alias, alias, missing.options);
            return ServerTls.of(keys.alone(alias), PASSWORD);
        });
    }

    /**
     * What a client that trusts this authority and no other needs.
     *
     * @return a context, never null
     */
    public SSLContext client() {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(KeyStore.getInstance(trustStore.toFile(), PASSWORD.toCharArray()));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void writeTrustStore() throws IOException {
        try (OutputStream out = Files.newOutputStream(trustStore)) {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry(AUTHORITY, keys.certificate(AUTHORITY));
            trusted.store(out, PASSWORD.toCharArray());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
