// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

/**
 * Request answered by the identity platform. Contains no secret.
 *
 * @param endpoint the last part of the path: {@code token}, {@code devicecode}, {@code openid-configuration},
 *     {@code keys}, {@code instance}, or {@code device} for the sign-in page
 * @param grantType the grant type of a token request, {@code refresh_token} for example; null when absent or not a
 *     token request
 * @param clientId the application's id; null when absent
 * @param status the HTTP status of the response
 */
public record IdentityRequest(String endpoint, String grantType, String clientId, int status) {}
