// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.graph;

/** Thrown when there is no access token for a known reason. */
public final class TokenUnavailableException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient GraphFailure failure;

    public TokenUnavailableException(GraphFailure failure) {
        super(failure.code().text() + ": " + failure.detail());
        this.failure = failure;
    }

    public GraphFailure failure() {
        return failure;
    }
}
