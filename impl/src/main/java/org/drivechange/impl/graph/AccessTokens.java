// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.graph;

/** Supplies access tokens by account. */
public interface AccessTokens {

    /**
     * Returns a token that is valid now. May block.
     *
     * @throws TokenUnavailableException if there is none, with a known reason
     * @throws Exception if there is none; the message is human-readable and contains no secret
     */
    AccessToken token(String account) throws Exception;

    /** Reports that Graph rejected the token. The next token must differ. May block. */
    void rejected(String account, AccessToken token);
}
