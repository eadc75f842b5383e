// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

/**
 * One request that the identity platform answered. It holds no secret.
 *
 * @param endpoint the last part of the path: {@code token}, {@code devicecode}, {@code openid-configuration}, {@code keys},
 *     {@code instance}, or {@code device} for the page where a person signs in
 * @param grantType what a token request offers, {@code refresh_token} for example; null when it says nothing, or is none
 * @param clientId the application's id; null when it says none
 * @param claims what the token must have, as JSON; null when nothing is demanded
 * @param status the HTTP status of the answer
 */
public record IdentityRequest(String endpoint, String grantType, String clientId, String claims, int status) {

    /**
     * A request that demands no claims.
     *
     * @param endpoint as the component
     * @param grantType as the component
     * @param clientId as the component
     * @param status as the component
     */
    public IdentityRequest(String endpoint, String grantType, String clientId, int status) {
        this(endpoint, grantType, clientId, null, status);
    }
}
