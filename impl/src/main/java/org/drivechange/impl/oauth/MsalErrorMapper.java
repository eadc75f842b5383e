// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.oauth;

import com.microsoft.aad.msal4j.AuthenticationErrorCode;
import com.microsoft.aad.msal4j.MsalClientException;
import com.microsoft.aad.msal4j.MsalServiceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.diagnostics.ErrorMessages;
import org.drivechange.impl.graph.GraphFailure;

/** Maps exceptions of msal4j to failures. */
final class MsalErrorMapper {

    private final OAuthSettings settings;

    MsalErrorMapper(OAuthSettings settings) {
        this.settings = settings;
    }

    GraphFailure of(Throwable thrown) {
        Throwable failure = thrown;
        while (failure.getCause() != null
                && !(failure instanceof UncheckedIOException)
                && !(failure instanceof LinkageError)) {
            failure = failure.getCause();
        }
        if (failure instanceof LinkageError deployment) {
            return new GraphFailure(ErrorCode.LIBRARY_UNUSABLE, ErrorMessages.describe(deployment));
        }
        if (failure instanceof TokenErrorResponse refusal) {
            return of(refusal);
        }
        if (failure instanceof MsalServiceException refused) {
            return of(TokenErrorResponse.of(refused));
        }
        if (failure instanceof MsalClientException client
                && AuthenticationErrorCode.CACHE_MISS.equals(client.errorCode())) {
            return signIn("found no sign-in in " + settings.cache());
        }
        return unexpected(failure);
    }

    private GraphFailure of(TokenErrorResponse refusal) {
        if (refusal.requiresSignIn()) {
            return signIn("the sign-in in " + settings.cache() + " has ended (" + refusal.codes() + ")");
        }
        return refusal.isApplicationError()
                ? new GraphFailure(
                        ErrorCode.APPLICATION_REFUSED,
                        settings.clientId() + " at " + platform() + " for " + settings.scopes() + " (" + refusal.codes()
                                + ")")
                : new GraphFailure(
                        ErrorCode.IDENTITY_PLATFORM_FAILED,
                        platform() + " answered " + refusal.codes(),
                        refusal.retryAfter());
    }

    private GraphFailure unexpected(Throwable failure) {
        if (failure instanceof MsalHttpClient.InvalidResponseException e) {
            return new GraphFailure(ErrorCode.IDENTITY_PLATFORM_FAILED, e.getMessage(), e.retryAfter());
        }
        if (failure instanceof UncheckedIOException file) {
            return unusable(file.getCause());
        }
        if (failure instanceof IOException file) {
            return unusable(file);
        }
        // without the message, which may quote unreadable input
        return new GraphFailure(
                ErrorCode.IDENTITY_PLATFORM_FAILED,
                platform() + ": " + failure.getClass().getSimpleName());
    }

    private GraphFailure unusable(IOException failure) {
        return new GraphFailure(
                ErrorCode.TOKEN_CACHE_UNUSABLE, settings.cache() + ": " + ErrorMessages.describe(failure));
    }

    private GraphFailure signIn(String reason) {
        return new GraphFailure(
                ErrorCode.SIGN_IN_REQUIRED,
                reason + "; sign in with \"" + settings.signInCommand() + "\"; sessions then resume automatically");
    }

    private String platform() {
        return settings.authority().getAuthority();
    }
}
