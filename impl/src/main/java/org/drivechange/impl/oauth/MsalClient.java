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
 * msal4j as one account's settings want it. A new client for each request: what it knows is in the file and nowhere else, so
 * that it never holds what another process has replaced.
 */
final class MsalClient {

    private final OAuthSettings settings;
    private final IHttpClient http;

    MsalClient(OAuthSettings settings, IHttpClient http) {
        this.settings = settings;
        this.http = http;
    }

    /**
     * The token of the sign-in that is kept, refreshed where it has not long to live.
     *
     * @param refresh whether it is refreshed in any case
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
                // said again, as it would be asked without its port
                .authorityUrl(settings.authority().toString())
                .forceRefresh(refresh)
                .build();
    }

    /** Uses all of msal4j that a sign-in uses, without a request. */
    void link() throws MalformedURLException {
        DeferredCallerRunsExecutor thread = new DeferredCallerRunsExecutor();
        PublicClientApplication client = client(new FileTokenCacheAspect(new CacheFile(settings.cache())), thread);
        client.tokenCache().deserialize("{}");
        client.tokenCache().serialize();
        SilentParameters.builder(settings.scopes()).build();
    }

    /** Has somebody sign in elsewhere, with a code, and waits for that (RFC 8628). */
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
                // to ask another host whether this one is good would tell nothing: whoever configures it decides
                .instanceDiscovery(false)
                .httpClient(http)
                .executorService(thread)
                .setTokenCacheAccessAspect(cache)
                .build();
    }
}
