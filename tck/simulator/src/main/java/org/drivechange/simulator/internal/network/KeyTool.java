// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.network;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A key store that the running JDK's {@code keytool} fills. */
public final class KeyTool {

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path store;

    private final String password;

    public KeyTool(Path store, String password) {
        this.store = store;
        this.password = password;
    }

    /** Makes an empty store that its owner alone may read, as keytool would leave that to the umask. */
    public void create() throws IOException {
        Files.deleteIfExists(store);
        boolean posix = store.getFileSystem().supportedFileAttributeViews().contains("posix");
        Files.createFile(store, posix ? new FileAttribute<?>[] {OWNER_ONLY} : new FileAttribute<?>[0]);
        try (OutputStream out = Files.newOutputStream(store)) {
            KeyStore empty = KeyStore.getInstance("PKCS12");
            empty.load(null, null);
            empty.store(out, password.toCharArray());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Makes a key; the options are separated by spaces. */
    public void generate(String alias, String name, String options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair"));
        command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", password));
        command.addAll(List.of("-alias", alias, "-dname", "CN=" + name, "-keyalg", "EC"));
        command.addAll(List.of(options.strip().split(" +")));
        run(command);
    }

    public Certificate certificate(String alias) {
        try {
            return load().getCertificate(alias);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A store that holds this key and no other. */
    public KeyStore alone(String alias) {
        try {
            KeyStore all = load();
            KeyStore one = KeyStore.getInstance("PKCS12");
            one.load(null, null);
            char[] secret = password.toCharArray();
            one.setKeyEntry(alias, all.getKey(alias, secret), secret, all.getCertificateChain(alias));
            return one;
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private KeyStore load() throws GeneralSecurityException {
        try {
            return KeyStore.getInstance(store.toFile(), password.toCharArray());
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot read " + store, failed);
        }
    }

    private static void run(List<String> command) {
        try {
            Process keytool =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException("keytool failed: " + said);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("keytool cannot be run: " + failed.getMessage(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while keytool ran", interrupted);
        }
    }
}
