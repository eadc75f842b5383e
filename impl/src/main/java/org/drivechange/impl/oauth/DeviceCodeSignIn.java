// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.oauth;

import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.ITokenCacheAccessAspect;
import com.microsoft.aad.msal4j.ITokenCacheAccessContext;
import com.microsoft.aad.msal4j.MsalException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.drivechange.impl.graph.GraphFailure;
import org.drivechange.impl.http.TextHttpClient;

/** Performs an interactive sign-in by device code and stores it for the application, which may already be running. */
public final class DeviceCodeSignIn {

    private static final Map<String, String> ERROR_TEXTS = Map.of(
            "authorization_declined", "The sign-in was declined.",
            "access_denied", "The sign-in was declined.",
            "expired_token", "The code expired before the sign-in was completed.",
            "code_expired", "The code expired before the sign-in was completed.");

    private final OAuthSettings settings;
    private final TextHttpClient http;

    public DeviceCodeSignIn(OAuthSettings settings, TextHttpClient http) {
        this.settings = settings;
        this.http = http;
    }

    /**
     * Instructions for the user.
     *
     * @param address the page to open, on any machine
     * @param code the code to enter there
     * @param lifetime the validity of the code
     */
    public record Prompt(String address, String code, Duration lifetime) {}

    /** Thrown when the sign-in failed. The message is human-readable. */
    public static final class SignInException extends Exception {
        private static final long serialVersionUID = 1;

        private SignInException(String message) {
            super(message);
        }
    }

    /**
     * Shows a code and waits for a sign-in with it.
     *
     * @return the user name at the identity platform
     * @throws SignInException if the sign-in failed or cannot be stored
     * @throws IOException if the JDK does not support the authority's URL
     */
    public String withDeviceCode(Consumer<Prompt> shown) throws SignInException, IOException {
        try (CacheFile file = new CacheFile(settings.cache())) {
            IAuthenticationResult result = new MsalClient(
                            settings, new SlowDownAwareHttpClient(new MsalHttpClient(http, settings, Optional.empty())))
                    .byDeviceCode(
                            new NewSignIn(file),
                            code -> shown.accept(new Prompt(
                                    code.verificationUri(), code.userCode(), Duration.ofSeconds(code.expiresIn()))));
            return result.account().username();
        } catch (CompletionException failure) {
            throw new SignInException(describe(failure.getCause()));
        }
    }

    private String describe(Throwable failure) {
        if (failure instanceof MsalException msal && ERROR_TEXTS.containsKey(String.valueOf(msal.errorCode()))) {
            return ERROR_TEXTS.get(msal.errorCode());
        }
        GraphFailure mapped = new MsalErrorMapper(settings).of(failure);
        return mapped.code().message(mapped.code().text() + ": " + mapped.detail());
    }

    /** Replaces the previous content: a DriveChange account is one account of the platform. */
    private record NewSignIn(CacheFile file) implements ITokenCacheAccessAspect {

        @Override
        public void beforeCacheAccess(ITokenCacheAccessContext context) {
            // starts with an empty cache
        }

        @Override
        public void afterCacheAccess(ITokenCacheAccessContext context) {
            if (context.hasCacheChanged()) {
                try {
                    file.withLock(() -> {
                        file.replace(context.tokenCache().serialize());
                        return null;
                    });
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }
}
