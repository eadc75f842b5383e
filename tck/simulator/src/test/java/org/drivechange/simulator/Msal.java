// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.microsoft.aad.msal4j.DeviceCode;
import com.microsoft.aad.msal4j.DeviceCodeFlowParameters;
import com.microsoft.aad.msal4j.IAccount;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.MsalException;
import com.microsoft.aad.msal4j.PublicClientApplication;
import com.microsoft.aad.msal4j.SilentParameters;
import java.net.MalformedURLException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/** Wrapper of msal4j, Microsoft's client. */
final class Msal {

    private static final Set<String> SCOPES = Set.of("https://graph.microsoft.com/Files.Read.All");

    private final PublicClientApplication application;

    private final String authority;

    private final HeldTasks tasks = new HeldTasks();

    private Msal(String authority, PublicClientApplication.Builder builder, TestAuthority trusted) {
        this.authority = authority;
        application = builder.sslSocketFactory(trusted.client().getSocketFactory())
                .executorService(tasks)
                .build();
    }

    /**
     * Configures the authority as for login.microsoftonline.com, but without instance discovery, which msal4j would
     * request there for any other host.
     */
    static Msal of(IdentityPlatform platform, TestAuthority trusted) throws MalformedURLException {
        PublicClientApplication.Builder builder = PublicClientApplication.builder("an-application");
        String authority = platform.authority();
        return new Msal(authority, builder.authority(authority).instanceDiscovery(false), trusted);
    }

    /** Configures the authority by its discovery document. */
    static Msal discovering(String authority, TestAuthority trusted) throws MalformedURLException {
        PublicClientApplication.Builder builder = PublicClientApplication.builder("an-application");
        return new Msal(authority, builder.oidcAuthority(authority), trusted);
    }

    /** Returns the accounts that have signed in. */
    Set<IAccount> accounts() {
        return tasks.begin(application.getAccounts()).join();
    }

    IAuthenticationResult signIn(Consumer<DeviceCode> answer) {
        return signingIn(answer).join();
    }

    CompletableFuture<IAuthenticationResult> signingIn(Consumer<DeviceCode> answer) {
        return tasks.begin(application.acquireToken(
                DeviceCodeFlowParameters.builder(SCOPES, answer).build()));
    }

    /** Returns a new access token for a signed-in account. */
    IAuthenticationResult refresh(IAuthenticationResult signedIn) {
        return refreshing(signedIn).join();
    }

    /** Passes the authority again, because msal4j otherwise uses its host without the port. */
    CompletableFuture<IAuthenticationResult> refreshing(IAuthenticationResult signedIn) {
        try {
            return tasks.begin(application.acquireTokenSilently(SilentParameters.builder(SCOPES, signedIn.account())
                    .authorityUrl(authority)
                    .forceRefresh(true)
                    .build()));
        } catch (MalformedURLException e) {
            throw new AssertionError(e);
        }
    }

    static <E extends MsalException> E failure(Class<E> type, CompletableFuture<?> failing) {
        CompletionException failed = catchThrowableOfType(CompletionException.class, failing::join);
        return catchThrowableOfType(type, () -> {
            throw failed.getCause();
        });
    }
}
