// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.network;

import java.io.File;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** What a server needs to speak TLS, from the store of its key. */
public final class ServerTls {

    private ServerTls() {}

    public static SSLContext of(KeyStore keys, String password) {
        try {
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, password.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException unusable) {
            throw new IllegalArgumentException(
                    "The key store's key cannot be used: " + unusable.getMessage(), unusable);
        }
    }

    /** What {@code --keystore} names; the answer to a wrong file or password is for people. */
    public static SSLContext of(File file, String password) {
        try {
            return of(KeyStore.getInstance(file, password.toCharArray()), password);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException unreadable) {
            throw new BadRequestException("The key store " + file + " cannot be read: " + unreadable.getMessage());
        }
    }
}
