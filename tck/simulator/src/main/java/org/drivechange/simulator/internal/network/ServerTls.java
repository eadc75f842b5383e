// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.network;

import java.io.File;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Creates a server's TLS context from its key store. */
public final class ServerTls {

    private ServerTls() {}

    public static SSLContext of(KeyStore keys, String password) {
        try {
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, password.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("The key store's key cannot be used: " + e.getMessage(), e);
        }
    }

    /** Loads the file named by {@code --keystore}; an unreadable file or wrong password causes a readable message. */
    public static SSLContext of(File file, String password) {
        try {
            return of(KeyStore.getInstance(file, password.toCharArray()), password);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new BadRequestException("The key store " + file + " cannot be read: " + e.getMessage());
        }
    }
}
