// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.unscoped;

import org.drivechange.spi.AccessTokenProvider;

/** No bean, as it has no scope. */
public class Tokens implements AccessTokenProvider {

    @Override
    public String accessToken(String account) {
        return "a-secret-token";
    }
}
