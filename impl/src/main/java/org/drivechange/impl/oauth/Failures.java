// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.oauth;

import com.microsoft.aad.msal4j.AuthenticationErrorCode;
import com.microsoft.aad.msal4j.MsalClientException;
import com.microsoft.aad.msal4j.MsalInteractionRequiredException;
import com.microsoft.aad.msal4j.MsalServiceException;
import com.microsoft.aad.msal4j.MsalThrottlingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drivechange.impl.diagnostics.Causes;
import org.drivechange.impl.graph.GraphFailure;
import org.drivechange.impl.graph.GraphProblem;

/** What msal4j's failures mean. Of what the platform says only codes are shown: it may repeat a token. */
final class Failures {

    private static final Pattern PLATFORM_CODE = Pattern.compile("AADSTS\\d{1,9}");

    private static final Set<String> OF_THE_APPLICATION =
            Set.of("invalid_client", "unauthorized_client", "invalid_scope", "invalid_request", "invalid_grant");

    /** OpenID Connect Core 1.0, section 3.1.2.6. */
    private static final Set<String> OF_A_PERSON = Set.of("interaction_required", "login_required", "consent_required");

    /** What passes by itself, though it may come as {@code invalid_grant}: RFC 6749, section 4.1.2.1. */
    private static final Set<String> TRANSIENT = Set.of("temporarily_unavailable", "server_error");

    /**
     * Retryable failures and throttling.
     *
     * @see <a href="https://learn.microsoft.com/entra/identity-platform/reference-error-codes">Error codes</a>
     */
    private static final Set<String> TRANSIENT_CODES =
            Set.of("AADSTS50196", "AADSTS90006", "AADSTS90012", "AADSTS90033", "AADSTS90055");

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private final OAuthSettings settings;

    Failures(OAuthSettings settings) {
        this.settings = settings;
    }

    GraphFailure of(Throwable thrown) {
        Throwable failure = thrown;
        while (failure.getCause() != null && !(failure instanceof UncheckedIOException)) {
            failure = failure.getCause();
        }
        if (failure instanceof LinkageError deployment) {
            return new GraphFailure(GraphProblem.LIBRARY_UNUSABLE, Causes.describe(deployment));
        }
        if (failure instanceof MsalServiceException ended && !isTransient(ended) && wantsPerson(ended)) {
            return signIn("the sign-in that is kept in " + settings.cache() + " has ended (" + codes(ended) + ")");
        }
        if (failure instanceof MsalServiceException refused) {
            return of(refused);
        }
        if (failure instanceof MsalClientException client
                && AuthenticationErrorCode.CACHE_MISS.equals(client.errorCode())) {
            return signIn("no sign-in is kept in " + settings.cache());
        }
        return unexpected(failure);
    }

    private static boolean isTransient(MsalServiceException refused) {
        int status = refused.statusCode() == null ? 0 : refused.statusCode();
        return status == TOO_MANY_REQUESTS
                || status >= SERVER_ERROR
                || TRANSIENT.contains(String.valueOf(refused.errorCode()))
                || platformCode(refused).filter(TRANSIENT_CODES::contains).isPresent();
    }

    private static Optional<String> platformCode(MsalServiceException refused) {
        Matcher code = PLATFORM_CODE.matcher(String.valueOf(refused.getMessage()));
        return code.find() ? Optional.of(code.group()) : Optional.empty();
    }

    private static boolean wantsPerson(MsalServiceException refused) {
        return refused instanceof MsalInteractionRequiredException
                || OF_A_PERSON.contains(String.valueOf(refused.errorCode()));
    }

    private GraphFailure of(MsalServiceException refused) {
        if (refused instanceof MsalThrottlingException throttled) {
            return new GraphFailure(
                    GraphProblem.IDENTITY_FAILED,
                    platform() + " asks to slow down",
                    Optional.of(Duration.ofMillis(throttled.retryInMs())));
        }
        boolean application = !isTransient(refused) && OF_THE_APPLICATION.contains(String.valueOf(refused.errorCode()));
        return application
                ? new GraphFailure(
                        GraphProblem.APPLICATION_REFUSED,
                        settings.clientId() + " at " + platform() + " for " + settings.scopes() + " (" + codes(refused)
                                + ")")
                : new GraphFailure(
                        GraphProblem.IDENTITY_FAILED,
                        platform() + " answered " + codes(refused),
                        RetryAfter.in(refused.headers()));
    }

    private GraphFailure unexpected(Throwable failure) {
        if (failure instanceof MsalHttp.NoAnswer none) {
            return new GraphFailure(GraphProblem.IDENTITY_FAILED, none.getMessage(), none.retryAfter());
        }
        if (failure instanceof UncheckedIOException file) {
            return unusable(file.getCause());
        }
        if (failure instanceof IOException file) {
            return unusable(file);
        }
        // its message may hold what could not be read
        return new GraphFailure(
                GraphProblem.IDENTITY_FAILED,
                platform() + ": " + failure.getClass().getSimpleName());
    }

    private GraphFailure unusable(IOException failure) {
        return new GraphFailure(GraphProblem.CACHE_UNUSABLE, settings.cache() + ": " + Causes.describe(failure));
    }

    private GraphFailure signIn(String why) {
        return new GraphFailure(
                GraphProblem.SIGN_IN_NEEDED,
                why + "; sign in with \"" + settings.signInCommand() + "\", and it goes on by itself");
    }

    private String platform() {
        return settings.authority().getAuthority();
    }

    private static String codes(MsalServiceException refused) {
        StringBuilder codes = new StringBuilder(Causes.describe(String.valueOf(refused.errorCode())));
        if (refused.statusCode() != null) {
            codes.append(", ").append(refused.statusCode());
        }
        platformCode(refused).ifPresent(code -> codes.append(", ").append(code));
        return codes.toString();
    }
}
