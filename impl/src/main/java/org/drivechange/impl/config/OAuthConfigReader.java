// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.drivechange.impl.oauth.OAuthSettings;

/**
 * Reads the sign-in settings of an account. An account with a cache file but no client id uses the default account's
 * application.
 */
final class OAuthConfigReader {

    /** Aliases of the identity platform's hosts. For an alias msal4j sends secrets to the canonical host. */
    private static final Map<String, String> ALIASES = Map.of(
            "login.windows.net", "login.microsoftonline.com",
            "login.microsoft.com", "login.microsoftonline.com",
            "sts.windows.net", "login.microsoftonline.com",
            "login.chinacloudapi.cn", "login.partner.microsoftonline.cn",
            "login.usgovcloudapi.net", "login.microsoftonline.us");

    private final ConfigReader values;
    private final String account;
    private final FilePathReader paths;

    OAuthConfigReader(ConfigReader values, String account, Optional<Path> home) {
        this.values = values;
        this.paths = new FilePathReader(values, home);
        this.account = account;
    }

    /** Returns the settings. Empty if the account does not sign in. */
    Optional<OAuthSettings> settings() {
        Optional<String> own = text(ConfigKey.OAUTH_CLIENT_ID, account);
        if (own.isEmpty() && text(ConfigKey.OAUTH_CACHE, account).isEmpty()) {
            return Optional.empty();
        }
        String registration = own.isPresent() ? account : "";
        Optional<String> clientId = text(ConfigKey.OAUTH_CLIENT_ID, registration);
        if (clientId.isEmpty()) {
            reportInvalid(
                    ConfigKey.OAUTH_CLIENT_ID,
                    "none",
                    "an application's id in addition to " + ConfigKey.OAUTH_CACHE.of(account));
        }
        return clientId.map(id -> new OAuthSettings(
                id, text(ConfigKey.OAUTH_CLIENT_SECRET, registration), authority(registration), scopes(), cache()));
    }

    private URI authority(String registration) {
        String text = text(ConfigKey.OAUTH_AUTHORITY, account)
                .or(() -> text(ConfigKey.OAUTH_AUTHORITY, registration))
                .orElse(ConfigKey.OAUTH_AUTHORITY.fallback().orElseThrow());
        if (values.text(ConfigKey.OAUTH_AUTHORITY.of(account)).isEmpty()
                && values.present(ConfigKey.OAUTH_AUTHORITY.of(account))) {
            reportInvalid(ConfigKey.OAUTH_AUTHORITY, ConfigReader.EMPTY, "an https URL with a tenant");
        }
        Optional<URI> authority = parsed(text);
        if (authority.isEmpty()) {
            reportInvalid(
                    ConfigKey.OAUTH_AUTHORITY,
                    '"' + text + '"',
                    "an https URL with a tenant, such as "
                            + ConfigKey.OAUTH_AUTHORITY.fallback().orElseThrow());
        }
        authority
                .map(URI::getHost)
                .map(host -> ALIASES.get(host.toLowerCase(Locale.ROOT)))
                .ifPresent(host -> reportInvalid(
                        ConfigKey.OAUTH_AUTHORITY,
                        '"' + text + "\", an alias of " + host + ", to which tokens would be sent",
                        "https://" + host + authority.get().getPath()));
        return authority.orElse(URI.create(ConfigKey.OAUTH_AUTHORITY.fallback().orElseThrow()));
    }

    private static Optional<URI> parsed(String text) {
        try {
            URI uri = new URI(text);
            boolean tenant = uri.getPath() != null && uri.getPath().matches("/[^/]+/?");
            boolean bare = uri.getRawQuery() == null && uri.getRawFragment() == null && uri.getRawUserInfo() == null;
            return Optional.of(uri)
                    .filter(parsed ->
                            "https".equalsIgnoreCase(parsed.getScheme()) && parsed.getHost() != null && tenant && bare);
        } catch (URISyntaxException ignored) {
            return Optional.empty();
        }
    }

    private Set<String> scopes() {
        List<String> scopes = scopes(account)
                .or(() -> scopes(""))
                .orElse(List.of(ConfigKey.OAUTH_SCOPES.fallback().orElseThrow()));
        return Set.copyOf(scopes);
    }

    private Optional<List<String>> scopes(String of) {
        return values.elements(
                ConfigKey.OAUTH_SCOPES.of(of), "[\\s,]+", "scopes separated by spaces, such as Files.Read");
    }

    private Path cache() {
        String named = text(ConfigKey.OAUTH_CACHE, account).orElseGet(this::defaultCache);
        return paths.path(ConfigKey.OAUTH_CACHE.of(account), named, "a file");
    }

    private String defaultCache() {
        String usual = ConfigKey.OAUTH_CACHE.fallback().orElseThrow();
        return account.isEmpty()
                ? usual
                : usual.replace(".json", "-" + URLEncoder.encode(account, StandardCharsets.UTF_8) + ".json");
    }

    private Optional<String> text(ConfigKey key, String of) {
        return values.text(key.of(of)).map(String::strip).filter(text -> !text.isEmpty());
    }

    private void reportInvalid(ConfigKey key, String found, String expected) {
        values.reportInvalid(key.of(account), found, expected);
    }
}
