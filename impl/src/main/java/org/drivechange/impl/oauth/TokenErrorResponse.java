// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.oauth;

import com.microsoft.aad.msal4j.MsalServiceException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drivechange.impl.diagnostics.ErrorMessages;
import org.drivechange.impl.http.TextHttpClient;

/**
 * Error response of the identity platform to a token request (RFC 6749, section 5.2). Keeps only codes of the response,
 * because it may contain a token.
 */
final class TokenErrorResponse extends IOException {

    private static final long serialVersionUID = 1;

    private static final Pattern ERROR = Pattern.compile("\"error\"\\s*:\\s*\"([a-z_]{1,60})\"");
    private static final Pattern CODE = Pattern.compile("AADSTS\\d{1,9}");

    private static final Set<String> APPLICATION_ERRORS =
            Set.of("invalid_client", "unauthorized_client", "invalid_scope", "invalid_request");

    /** RFC 6749, section 5.2, and OpenID Connect Core 1.0, section 3.1.2.6. */
    private static final Set<String> SIGN_IN_ERRORS =
            Set.of("invalid_grant", "interaction_required", "login_required", "consent_required");

    /** RFC 6749, section 4.1.2.1. */
    private static final Set<String> TRANSIENT = Set.of("temporarily_unavailable", "server_error");

    /**
     * Codes of transient failures and of throttling, regardless of the error.
     *
     * @see <a href="https://learn.microsoft.com/entra/identity-platform/reference-error-codes">Error codes</a>
     */
    private static final Set<String> TRANSIENT_CODES =
            Set.of("AADSTS50196", "AADSTS90006", "AADSTS90012", "AADSTS90033", "AADSTS90055");

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private final String error;
    private final String code;
    private final int status;
    private final Duration retryAfter;

    private TokenErrorResponse(String error, String text, int status, Optional<Duration> retryAfter) {
        this.error = error;
        Matcher found = CODE.matcher(text);
        this.code = found.find() ? found.group() : "";
        this.status = status;
        this.retryAfter = retryAfter.orElse(null);
    }

    /** Parses an error response. Empty if the response is not one. */
    static Optional<TokenErrorResponse> in(TextHttpClient.Response answer) {
        Matcher error = ERROR.matcher(answer.body());
        return answer.status() / 100 != 2 && error.find()
                ? Optional.of(new TokenErrorResponse(
                        error.group(1), answer.body(), answer.status(), RetryAfterHeader.in(answer.headers())))
                : Optional.empty();
    }

    /** Converts an error response that msal4j has parsed. */
    static TokenErrorResponse of(MsalServiceException refused) {
        return new TokenErrorResponse(
                ErrorMessages.describe(String.valueOf(refused.errorCode())),
                String.valueOf(refused.getMessage()),
                refused.statusCode() == null ? 0 : refused.statusCode(),
                RetryAfterHeader.in(refused.headers()));
    }

    boolean requiresSignIn() {
        return !isTransient() && SIGN_IN_ERRORS.contains(error);
    }

    boolean isApplicationError() {
        return !isTransient() && APPLICATION_ERRORS.contains(error);
    }

    private boolean isTransient() {
        return status == TOO_MANY_REQUESTS
                || status >= SERVER_ERROR
                || TRANSIENT.contains(error)
                || TRANSIENT_CODES.contains(code);
    }

    Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** Returns the error, the status and Microsoft's code, as far as known. */
    String codes() {
        return error + (status == 0 ? "" : ", " + status) + (code.isEmpty() ? "" : ", " + code);
    }
}
