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
 * The identity platform's refusal of a token (RFC 6749, section 5.2). Of what the platform says only codes are taken: it may
 * repeat a token.
 */
final class TokenErrorResponse extends IOException {

    private static final long serialVersionUID = 1;

    private static final Pattern ERROR = Pattern.compile("\"error\"\\s*:\\s*\"([a-z_]{1,60})\"");
    private static final Pattern CODE = Pattern.compile("AADSTS\\d{1,9}");

    private static final Set<String> OF_THE_APPLICATION =
            Set.of("invalid_client", "unauthorized_client", "invalid_scope", "invalid_request");

    /** RFC 6749, section 5.2, and OpenID Connect Core 1.0, section 3.1.2.6. */
    private static final Set<String> OF_A_PERSON =
            Set.of("invalid_grant", "interaction_required", "login_required", "consent_required");

    /** RFC 6749, section 4.1.2.1. */
    private static final Set<String> TRANSIENT = Set.of("temporarily_unavailable", "server_error");

    /**
     * Of failures that pass and of throttling, whatever error they come with.
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

    private TokenErrorResponse(String error, String said, int status, Optional<Duration> retryAfter) {
        this.error = error;
        Matcher found = CODE.matcher(said);
        this.code = found.find() ? found.group() : "";
        this.status = status;
        this.retryAfter = retryAfter.orElse(null);
    }

    /** The refusal that an answer is; empty where it is none. */
    static Optional<TokenErrorResponse> in(TextHttpClient.Answer answer) {
        Matcher error = ERROR.matcher(answer.body());
        return answer.status() / 100 != 2 && error.find()
                ? Optional.of(new TokenErrorResponse(
                        error.group(1), answer.body(), answer.status(), RetryAfterHeader.in(answer.headers())))
                : Optional.empty();
    }

    /** The refusal that msal4j has read. */
    static TokenErrorResponse of(MsalServiceException refused) {
        return new TokenErrorResponse(
                ErrorMessages.describe(String.valueOf(refused.errorCode())),
                String.valueOf(refused.getMessage()),
                refused.statusCode() == null ? 0 : refused.statusCode(),
                RetryAfterHeader.in(refused.headers()));
    }

    boolean wantsPerson() {
        return !isTransient() && OF_A_PERSON.contains(error);
    }

    boolean wantsAnotherApplication() {
        return !isTransient() && OF_THE_APPLICATION.contains(error);
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

    /** The error, the status and Microsoft's code, as far as they are known. */
    String codes() {
        return error + (status == 0 ? "" : ", " + status) + (code.isEmpty() ? "" : ", " + code);
    }
}
