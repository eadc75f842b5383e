// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

/**
 * One request that the identity platform answered. It holds no secret.
 *
 * @param endpoint the last part of the path: {@code token}, {@code devicecode}, {@code openid-configuration}, {@code keys},
 *     {@code instance}, or {@code device} for the page where a person signs in
 * @param grantType what a token request offers, {@code refresh_token} for example; null when it says nothing, or is none
 * @param clientId the application's id; null when it says none
 * @param status the HTTP status of the answer
 */
public record IdentityRequest(String endpoint, String grantType, String clientId, int status) {}
