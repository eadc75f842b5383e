// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.signin;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import javax.net.ssl.SSLContext;
import org.drivechange.impl.http.ProxyAwareHttpClient;
import org.drivechange.impl.http.TextHttpClient;
import org.drivechange.impl.integration.fixture.TestApplication;
import org.drivechange.impl.oauth.DeviceCodeSignIn;
import org.drivechange.impl.oauth.OAuthSettings;
import org.drivechange.simulator.IdentityPlatform;
import org.drivechange.simulator.TestAuthority;
import org.drivechange.simulator.TestAuthority.Certificate;

/** Identity platform trusted by this JVM, its sign-ins and their token cache files. */
final class SignInFixture implements AutoCloseable {

    private final SSLContext before;
    private final IdentityPlatform platform;
    private final Path directory;

    private SignInFixture(SSLContext before, IdentityPlatform platform, Path directory) {
        this.before = before;
        this.platform = platform;
        this.directory = directory;
    }

    static SignInFixture in(Path directory) throws Exception {
        SSLContext before = SSLContext.getDefault();
        TestAuthority authority = TestAuthority.in(directory.resolve("authority"));
        IdentityPlatform platform = IdentityPlatform.start(authority.server(Certificate.GOOD));
        SSLContext.setDefault(authority.client());
        return new SignInFixture(before, platform, directory);
    }

    IdentityPlatform platform() {
        return platform;
    }

    Path cache(String account) {
        return directory.resolve("kept").resolve("tokens" + account + ".json");
    }

    /** Returns the configuration of an application with accounts that sign in. */
    Map<String, String> configuration(String graphUrl, Map<String, String> more, String... accounts) {
        Map<String, String> values = new HashMap<>(TestApplication.configuration(graphUrl, more));
        values.remove("drivechange.token");
        for (String account : accounts) {
            String prefix = account.isEmpty() ? "drivechange.oauth." : "drivechange.account." + account + ".oauth.";
            values.put(prefix + "client-id", "an-application");
            values.put(prefix + "authority", platform.authority());
            values.put(prefix + "cache", cache(account).toString());
        }
        return values;
    }

    /** Signs an account in. */
    void signIn(String account, String username) throws Exception {
        try (ProxyAwareHttpClient http = new ProxyAwareHttpClient(ForkJoinPool.commonPool())) {
            OAuthSettings settings = new OAuthSettings(
                    "an-application",
                    Optional.empty(),
                    URI.create(platform.authority()),
                    Set.of("Files.Read"),
                    cache(account));
            new DeviceCodeSignIn(settings, new TextHttpClient(http))
                    .withDeviceCode(prompt -> platform.approve(prompt.code(), username));
        }
    }

    @Override
    public void close() {
        SSLContext.setDefault(before);
        platform.close();
    }
}
