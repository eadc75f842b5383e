// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.oauth;

import com.microsoft.aad.msal4j.ITokenCacheAccessAspect;
import com.microsoft.aad.msal4j.ITokenCacheAccessContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Persists msal4j's token cache in the cache file. */
final class FileTokenCacheAspect implements ITokenCacheAccessAspect {

    private final CacheFile file;

    FileTokenCacheAspect(CacheFile file) {
        this.file = file;
    }

    @Override
    public void beforeCacheAccess(ITokenCacheAccessContext context) {
        try {
            Optional<String> content = file.read();
            if (content.isPresent()) {
                deserialize(context, content.get());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void deserialize(ITokenCacheAccessContext context, String content) throws IOException {
        try {
            context.tokenCache().deserialize(content);
        } catch (RuntimeException ignored) {
            // without the message and the cause: the parser quotes unreadable input, including tokens
            throw new IOException(
                    "expected a sign-in but found something else; sign in again, see samples/sign-in/README.md of DriveChange");
        }
    }

    @Override
    public void afterCacheAccess(ITokenCacheAccessContext context) {
        if (context.hasCacheChanged()) {
            // a granted token is used even if it cannot be written
            file.keep(context.tokenCache().serialize());
        }
    }
}
