// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi.runtime;

import org.drivechange.impl.config.ConfigKey;
import org.drivechange.impl.config.DriveChangeConfig;
import org.drivechange.impl.graph.AccessToken;
import org.drivechange.impl.graph.AccessTokens;

/** Access tokens from the configuration, read on each call. */
record ConfigAccessTokens(DriveChangeConfig configuration) implements AccessTokens {

    @Override
    public AccessToken token(String account) {
        return configuration
                .token(account)
                .map(text -> checked(ConfigKey.token(account), text.strip()))
                .orElseThrow(() ->
                        new IllegalStateException(ConfigKey.token(account) + " is no longer in the configuration"));
    }

    private static AccessToken checked(String key, String text) {
        try {
            return new AccessToken(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(key + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void rejected(String account, AccessToken token) {
        // no action; the next request reads the configuration again
    }
}
