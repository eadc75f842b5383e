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

/** Has somebody sign in, once, and keeps that for the application, which may be running already. */
public final class DeviceCodeSignIn {

    private static final Map<String, String> ENDS = Map.of(
            "authorization_declined", "The sign-in was declined.",
            "access_denied", "The sign-in was declined.",
            "expired_token", "Nobody signed in in time.",
            "code_expired", "Nobody signed in in time.");

    private final OAuthSettings settings;
    private final TextHttpClient http;

    public DeviceCodeSignIn(OAuthSettings settings, TextHttpClient http) {
        this.settings = settings;
        this.http = http;
    }

    /**
     * What somebody has to do.
     *
     * @param address the page to open, on any machine
     * @param code what to type there
     * @param lifetime how long there is to do so
     */
    public record Prompt(String address, String code, Duration lifetime) {}

    /** Nobody has signed in. The message is for people. */
    public static final class SignInException extends Exception {
        private static final long serialVersionUID = 1;

        private SignInException(String message) {
            super(message);
        }
    }

    /**
     * Shows a code and waits until somebody has signed in with it.
     *
     * @return who that was, as the identity platform names them
     * @throws SignInException also when the sign-in cannot be kept
     * @throws IOException when the authority is no URL that the JDK knows
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
            throw new SignInException(explained(failure.getCause()));
        }
    }

    private String explained(Throwable failure) {
        if (failure instanceof MsalException refused && ENDS.containsKey(String.valueOf(refused.errorCode()))) {
            return ENDS.get(refused.errorCode());
        }
        GraphFailure known = new MsalErrorMapper(settings).of(failure);
        return known.problem().code() + " " + known.problem().text() + ": " + known.detail();
    }

    /** What was kept before is forgotten: an account of ours is one account of the platform's. */
    private record NewSignIn(CacheFile file) implements ITokenCacheAccessAspect {

        @Override
        public void beforeCacheAccess(ITokenCacheAccessContext context) {
            // it begins with nothing
        }

        @Override
        public void afterCacheAccess(ITokenCacheAccessContext context) {
            if (context.hasCacheChanged()) {
                try {
                    file.withLock(() -> {
                        file.replace(context.tokenCache().serialize());
                        return null;
                    });
                } catch (IOException unwritable) {
                    throw new UncheckedIOException(unwritable);
                } catch (Exception impossible) {
                    throw new IllegalStateException(impossible);
                }
            }
        }
    }
}
