// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.oauth;

import com.microsoft.aad.msal4j.AuthenticationErrorCode;
import com.microsoft.aad.msal4j.DeviceCode;
import com.microsoft.aad.msal4j.DeviceCodeFlowParameters;
import com.microsoft.aad.msal4j.IAccount;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.ITokenCacheAccessAspect;
import com.microsoft.aad.msal4j.MsalClientException;
import com.microsoft.aad.msal4j.PublicClientApplication;
import com.microsoft.aad.msal4j.SilentParameters;
import java.net.MalformedURLException;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

/**
 * Calls msal4j with one account's settings. Creates a new msal4j client for each request, so its state comes only from
 * the file and is never older than another process's changes.
 */
final class MsalClient {

    private final OAuthSettings settings;
    private final IHttpClient http;

    MsalClient(OAuthSettings settings, IHttpClient http) {
        this.settings = settings;
        this.http = http;
    }

    /**
     * Returns the token of the stored sign-in, refreshed if it expires soon.
     *
     * @param refresh whether to force a refresh
     */
    IAuthenticationResult silently(ITokenCacheAccessAspect cache, boolean refresh) throws MalformedURLException {
        DeferredCallerRunsExecutor thread = new DeferredCallerRunsExecutor();
        PublicClientApplication client = client(cache, thread);
        IAccount account = thread.result(client.getAccounts()).stream()
                .findFirst()
                .orElseThrow(() -> new MsalClientException("no account", AuthenticationErrorCode.CACHE_MISS));
        return thread.result(client.acquireTokenSilently(parameters(account, refresh)));
    }

    private SilentParameters parameters(IAccount account, boolean refresh) {
        return SilentParameters.builder(settings.scopes(), account)
                // repeated, because msal4j would drop the port
                .authorityUrl(settings.authority().toString())
                .forceRefresh(refresh)
                .build();
    }

    /** Links all parts of msal4j that a sign-in uses, without a request. */
    void link() throws MalformedURLException {
        DeferredCallerRunsExecutor thread = new DeferredCallerRunsExecutor();
        PublicClientApplication client = client(new FileTokenCacheAspect(new CacheFile(settings.cache())), thread);
        client.tokenCache().deserialize("{}");
        client.tokenCache().serialize();
        SilentParameters.builder(settings.scopes()).build();
    }

    /** Starts a device code sign-in and waits for it (RFC 8628). */
    IAuthenticationResult byDeviceCode(ITokenCacheAccessAspect cache, Consumer<DeviceCode> shown)
            throws MalformedURLException {
        DeferredCallerRunsExecutor thread = new DeferredCallerRunsExecutor();
        PublicClientApplication client = client(cache, thread);
        return thread.result(client.acquireToken(
                DeviceCodeFlowParameters.builder(settings.scopes(), shown).build()));
    }

    private PublicClientApplication client(ITokenCacheAccessAspect cache, ExecutorService thread)
            throws MalformedURLException {
        return PublicClientApplication.builder(settings.clientId())
                .authority(settings.authority().toString())
                // no instance discovery at another host: the configured authority is trusted
                .instanceDiscovery(false)
                .httpClient(http)
                .executorService(thread)
                .setTokenCacheAccessAspect(cache)
                .build();
    }
}
