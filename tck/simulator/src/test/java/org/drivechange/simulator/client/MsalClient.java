// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.client;

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
import org.drivechange.simulator.IdentityPlatform;
import org.drivechange.simulator.TestAuthority;

/** Wrapper of msal4j, Microsoft's client. */
public final class MsalClient {

    private static final Set<String> SCOPES = Set.of("https://graph.microsoft.com/Files.Read.All");

    private final PublicClientApplication application;

    private final String authority;

    private final HeldExecutor tasks = new HeldExecutor();

    private MsalClient(String authority, PublicClientApplication.Builder builder, TestAuthority trusted) {
        this.authority = authority;
        application = builder.sslSocketFactory(trusted.client().getSocketFactory())
                .executorService(tasks)
                .build();
    }

    /**
     * Configures the authority as for login.microsoftonline.com, but without instance discovery, which msal4j would
     * request there for any other host.
     */
    public static MsalClient of(IdentityPlatform platform, TestAuthority trusted) throws MalformedURLException {
        PublicClientApplication.Builder builder = PublicClientApplication.builder("an-application");
        String authority = platform.authority();
        return new MsalClient(authority, builder.authority(authority).instanceDiscovery(false), trusted);
    }

    /** Configures the authority by its discovery document. */
    public static MsalClient discovering(String authority, TestAuthority trusted) throws MalformedURLException {
        PublicClientApplication.Builder builder = PublicClientApplication.builder("an-application");
        return new MsalClient(authority, builder.oidcAuthority(authority), trusted);
    }

    /** Returns the accounts that have signed in. */
    public Set<IAccount> accounts() {
        return tasks.release(application.getAccounts()).join();
    }

    public IAuthenticationResult signIn(Consumer<DeviceCode> answer) {
        return signInAsync(answer).join();
    }

    public CompletableFuture<IAuthenticationResult> signInAsync(Consumer<DeviceCode> answer) {
        return tasks.release(application.acquireToken(
                DeviceCodeFlowParameters.builder(SCOPES, answer).build()));
    }

    /** Returns a new access token for a signed-in account. */
    public IAuthenticationResult refresh(IAuthenticationResult signedIn) {
        return refreshAsync(signedIn).join();
    }

    /** Passes the authority again, because msal4j otherwise uses its host without the port. */
    public CompletableFuture<IAuthenticationResult> refreshAsync(IAuthenticationResult signedIn) {
        try {
            return tasks.release(application.acquireTokenSilently(SilentParameters.builder(SCOPES, signedIn.account())
                    .authorityUrl(authority)
                    .forceRefresh(true)
                    .build()));
        } catch (MalformedURLException e) {
            throw new AssertionError(e);
        }
    }

    public static <E extends MsalException> E failure(Class<E> type, CompletableFuture<?> failing) {
        CompletionException failed = catchThrowableOfType(CompletionException.class, failing::join);
        return catchThrowableOfType(type, () -> {
            throw failed.getCause();
        });
    }
}
