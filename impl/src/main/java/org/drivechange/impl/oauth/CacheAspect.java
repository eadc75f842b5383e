// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.oauth;

import com.microsoft.aad.msal4j.ITokenCacheAccessAspect;
import com.microsoft.aad.msal4j.ITokenCacheAccessContext;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Lets msal4j keep what it knows in the file. */
final class CacheAspect implements ITokenCacheAccessAspect {

    private final CacheFile file;

    CacheAspect(CacheFile file) {
        this.file = file;
    }

    @Override
    public void beforeCacheAccess(ITokenCacheAccessContext context) {
        try {
            file.read().ifPresent(context.tokenCache()::deserialize);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void afterCacheAccess(ITokenCacheAccessContext context) {
        if (context.hasCacheChanged()) {
            try {
                file.replace(context.tokenCache().serialize());
            } catch (IOException unwritable) {
                throw new UncheckedIOException(unwritable);
            }
        }
    }
}
