// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.drivechange.impl.oauth.OAuthSettings;

/**
 * Reads how an account signs in. One that names no application of its own, but a file, signs in to the default account's
 * application.
 */
final class OAuthKeys {

    private final Values values;
    private final String account;

    OAuthKeys(Values values, String account) {
        this.values = values;
        this.account = account;
    }

    /** Empty where the account does not sign in. */
    Optional<OAuthSettings> settings() {
        Optional<String> own = text(Key.OAUTH_CLIENT_ID, account);
        if (own.isEmpty() && text(Key.OAUTH_CACHE, account).isEmpty()) {
            return Optional.empty();
        }
        String registration = own.isPresent() ? account : "";
        Optional<String> clientId = text(Key.OAUTH_CLIENT_ID, registration);
        if (clientId.isEmpty()) {
            wrong(Key.OAUTH_CLIENT_ID, "none", "an application's id beside " + Key.OAUTH_CACHE.of(account));
        }
        return clientId.map(id -> new OAuthSettings(
                id, text(Key.OAUTH_CLIENT_SECRET, registration), authority(registration), scopes(), cache()));
    }

    private URI authority(String registration) {
        String text = text(Key.OAUTH_AUTHORITY, account)
                .or(() -> text(Key.OAUTH_AUTHORITY, registration))
                .orElse(Key.OAUTH_AUTHORITY.fallback().orElseThrow());
        if (values.text(Key.OAUTH_AUTHORITY.of(account)).isEmpty() && values.present(Key.OAUTH_AUTHORITY.of(account))) {
            wrong(Key.OAUTH_AUTHORITY, Values.EMPTY, "an https URL with a tenant");
        }
        Optional<URI> authority = parsed(text);
        if (authority.isEmpty()) {
            wrong(
                    Key.OAUTH_AUTHORITY,
                    '"' + text + '"',
                    "an https URL with a tenant, such as "
                            + Key.OAUTH_AUTHORITY.fallback().orElseThrow());
        }
        return authority.orElse(URI.create(Key.OAUTH_AUTHORITY.fallback().orElseThrow()));
    }

    private static Optional<URI> parsed(String text) {
        try {
            URI uri = new URI(text);
            boolean tenant = uri.getPath() != null && uri.getPath().matches("/[^/]+/?");
            boolean bare = uri.getRawQuery() == null && uri.getRawFragment() == null && uri.getRawUserInfo() == null;
            return Optional.of(uri)
                    .filter(one ->
                            "https".equalsIgnoreCase(one.getScheme()) && one.getHost() != null && tenant && bare);
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
    }

    private Set<String> scopes() {
        List<String> scopes = scopes(account)
                .or(() -> scopes(""))
                .orElse(List.of(Key.OAUTH_SCOPES.fallback().orElseThrow()));
        return Set.copyOf(scopes);
    }

    private Optional<List<String>> scopes(String of) {
        return values.elements(Key.OAUTH_SCOPES.of(of), "[\\s,]+", "scopes separated by spaces, such as Files.Read");
    }

    private Path cache() {
        String named = text(Key.OAUTH_CACHE, account).orElseGet(this::usualCache);
        String text = named.startsWith("~/") ? System.getProperty("user.home") + named.substring(1) : named;
        Optional<Path> file = file(text);
        if (file.isEmpty()) {
            wrong(Key.OAUTH_CACHE, '"' + named + '"', "a file's path");
        }
        return file.orElseGet(() -> Path.of("").toAbsolutePath());
    }

    private static Optional<Path> file(String text) {
        try {
            return Optional.of(Path.of(text).toAbsolutePath()).filter(path -> path.getFileName() != null);
        } catch (InvalidPathException malformed) {
            return Optional.empty();
        }
    }

    private String usualCache() {
        String usual = Key.OAUTH_CACHE.fallback().orElseThrow();
        return account.isEmpty()
                ? usual
                : usual.replace(".json", "-" + URLEncoder.encode(account, StandardCharsets.UTF_8) + ".json");
    }

    private Optional<String> text(Key key, String of) {
        return values.text(key.of(of)).map(String::strip).filter(text -> !text.isEmpty());
    }

    private void wrong(Key key, String found, String accepted) {
        values.wrong(key.of(account), found, accepted);
    }
}
