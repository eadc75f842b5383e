// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.graph;

/** Where access tokens come from. */
public interface AccessTokens {

    /**
     * A token that is valid now. May block.
     *
     * @throws TokenUnavailableException when there is none, and it is known why
     * @throws Exception when there is none; the message is for people and holds no secret
     */
    AccessToken token(String account) throws Exception;

    /** Graph refused the token: the next one must be another. May block. */
    void rejected(String account, AccessToken token);
}
