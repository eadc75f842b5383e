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

/** Key store filled by the running JDK's {@code keytool}. */
public final class KeyTool {

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path store;

    private final String password;

    public KeyTool(Path store, String password) {
        this.store = store;
        this.password = password;
    }

    /** Creates an empty store readable only by its owner; keytool would leave the permissions to the umask. */
    public void create() throws IOException {
        Files.deleteIfExists(store);
        boolean posix = store.getFileSystem().supportedFileAttributeViews().contains("posix");
        Files.createFile(store, posix ? new FileAttribute<?>[] {OWNER_ONLY} : new FileAttribute<?>[0]);
        try (OutputStream out = Files.newOutputStream(store)) {
            KeyStore empty = KeyStore.getInstance("PKCS12");
            empty.load(null, null);
            empty.store(out, password.toCharArray());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Generates a key; the options are separated by spaces. */
    public void generate(String alias, String name, String options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair"));
        // the process is short: C1 and the serial collector need less processor time
        command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
        command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", password));
        command.addAll(List.of("-alias", alias, "-dname", "CN=" + name, "-keyalg", "EC"));
        command.addAll(List.of(options.strip().split(" +")));
        run(command);
    }

    public Certificate certificate(String alias) {
        try {
            return load().getCertificate(alias);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns a store with only this key. */
    public KeyStore storeWith(String alias) {
        try {
            KeyStore all = load();
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            char[] secret = password.toCharArray();
            store.setKeyEntry(alias, all.getKey(alias, secret), secret, all.getCertificateChain(alias));
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private KeyStore load() throws GeneralSecurityException {
        try {
            return KeyStore.getInstance(store.toFile(), password.toCharArray());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + store, e);
        }
    }

    private static void run(List<String> command) {
        try {
            Process keytool =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(keytool.getInputStream().readAllBytes(), UTF_8);
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException("keytool failed: " + output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot run keytool:  " + e.getMessage(), e);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while keytool ran", interrupted);
        }
    }
}
