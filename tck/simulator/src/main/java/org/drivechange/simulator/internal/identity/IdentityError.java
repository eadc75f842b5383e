// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.identity;

import java.util.Map;

/** Errors of the identity platform, each with the OAuth error code and Microsoft's number. */
public enum IdentityError {
    AUTHORIZATION_PENDING(
            400,
            "authorization_pending",
            70016,
            "OAuth 2.0 device flow error. Authorization is pending. Continue polling."),
    SLOW_DOWN(400, "slow_down", 70016, "OAuth 2.0 device flow error. Authorization is pending. Poll less often."),
    DECLINED(400, "authorization_declined", 65004, "User declined to consent to access the app."),
    EXPIRED(
            400,
            "expired_token",
            70020,
            "The provided value for the input parameter 'device_code' is not valid. This device code has expired."),
    BAD_DEVICE_CODE(
            400,
            "bad_verification_code",
            70018,
            "The provided value for the input parameter 'device_code' is not valid. It is unknown or redeemed."),
    BAD_REFRESH_TOKEN(400, "invalid_grant", 70000, "Provided grant is invalid or malformed."),
    REUSED_REFRESH_TOKEN(
            400, "invalid_grant", 70000, "The refresh token was redeemed already. All of its sign-in are revoked now."),
    REVOKED_REFRESH_TOKEN(
            400,
            "invalid_grant",
            50173,
            "The provided grant has expired due to it being revoked, a fresh auth token is needed."),
    NO_CLIENT_SECRET(
            401,
            "invalid_client",
            7000218,
            "The request body must contain the following parameter: 'client_assertion' or 'client_secret'."),
    BAD_CLIENT_SECRET(401, "invalid_client", 7000215, "Invalid client secret provided."),
    BAD_SCOPE(
            400,
            "invalid_scope",
            70011,
            "The provided value for the input parameter 'scope' is not valid. The scope '%s' does not exist."),
    BAD_GRANT_TYPE(400, "unsupported_grant_type", 70003, "The app requested an unsupported grant type."),
    MISSING_PARAMETER(400, "invalid_request", 900144, "The request body must contain the following parameter: '%s'."),
    NOT_POST(400, "invalid_request", 900561, "The endpoint only accepts POST requests."),
    NOT_FOUND(404, "not_found", 90023, "There is no such endpoint."),
    UNAVAILABLE(503, "temporarily_unavailable", 90033, "A transient error has occurred. Please try again.");

    private final int status;

    private final String error;

    private final int number;

    private final String description;

    IdentityError(int status, String error, int number, String description) {
        this.status = status;
        this.error = error;
        this.number = number;
        this.description = description;
    }

    String error() {
        return error;
    }

    int number() {
        return number;
    }

    /** Creates an exception; the details replace the placeholders of the text and must not be secrets. */
    IdentityErrorException exception(Object... details) {
        return new IdentityErrorException(this, description.formatted(details), status, Map.of());
    }

    public IdentityErrorException as(int otherStatus, Map<String, String> headers) {
        return new IdentityErrorException(this, description, otherStatus, headers);
    }
}
