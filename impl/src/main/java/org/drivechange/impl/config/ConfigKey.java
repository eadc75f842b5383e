// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.config;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Every key of the configuration, with its default and its purpose. {@code ReferenceTest} generates
 * {@code impl/docs/configuration.md} and the metadata of editors from this enum.
 */
public enum ConfigKey {
    ENABLED("enabled", "true", "`false`: observers are registered, nothing is opened, no token is needed"),
    GRAPH_URL("graph.url", "https://graph.microsoft.com/v1.0", "national clouds, `/beta`, a simulator"),
    TOKEN(
            "token",
            null,
            "the default account's access token, read anew for each request (Payara keeps it for a minute)"),
    ACCOUNT_TOKEN("account.<name>.token", null, "another account's"),
    OAUTH_CLIENT_ID(
            "oauth.client-id",
            null,
            "the application's id in Entra ID: tokens come from a" + " [sign-in](../../samples/sign-in/README.md)"),
    OAUTH_CLIENT_SECRET("oauth.client-secret", null, "the application's secret, where it is registered with one"),
    OAUTH_AUTHORITY(
            "oauth.authority", "https://login.microsoftonline.com/common", "the identity platform and the tenant"),
    OAUTH_SCOPES("oauth.scopes", "Files.Read", "what the token is good for, separated by spaces"),
    OAUTH_CACHE("oauth.cache", "~/.drivechange/tokens.json", "the file that keeps the sign-in"),
    ACCOUNT_OAUTH_CLIENT_ID(
            "account.<name>.oauth.client-id",
            null,
            "another account's application; with a cache and without this, the default account's"),
    ACCOUNT_OAUTH_CLIENT_SECRET("account.<name>.oauth.client-secret", null, "that application's secret"),
    ACCOUNT_OAUTH_AUTHORITY("account.<name>.oauth.authority", null, "another account's identity platform and tenant"),
    ACCOUNT_OAUTH_SCOPES(
            "account.<name>.oauth.scopes", null, "what its token is good for; without, as the default account's"),
    ACCOUNT_OAUTH_CACHE(
            "account.<name>.oauth.cache",
            null,
            "the file that keeps its sign-in; without, `~/.drivechange/tokens-<name>.json`"),
    ENGINE_IO("engine-io", "4", "protocol revision on the wire: `4` (Socket.IO 3 and 4) or `3` (Socket.IO 2)"),
    NOTIFICATION_URL(
            "notification-url",
            "namespace",
            "how a notificationUrl is read: `namespace` or `callback` (the documentation of 2019)"),
    NOTIFICATION_HOSTS(
            "notification-hosts",
            null,
            "comma-separated patterns, such as `*.svc.ms`, that a notificationUrl's host must match; without, any host may be"),
    ALLOW_INSECURE("allow-insecure", "false", "`true` lets `http:` and `ws:` through to hosts other than loopback"),
    CONNECT_TIMEOUT("connect-timeout", "PT30S", "bounds each of: access token, Graph request, TCP to joined namespace"),
    RECONNECT_DELAY(
            "reconnect.delay",
            "PT1S",
            "the first wait after a failure; it doubles with each, and starts over after a minute of being open"),
    RECONNECT_MAX_DELAY("reconnect.max-delay", "PT5M", "the longest wait"),
    RECONNECT_JITTER("reconnect.jitter", "0.5", "each wait d is uniform in [d·(1−jitter), d]"),
    RENEW_BEFORE(
            "renew-before",
            "PT2M",
            "how long before its end a subscription is replaced, at the earliest after half its life"),
    QUIET_PERIOD(
            "quiet-period",
            "PT0S",
            "above zero: notifications of one target that come closer together become one, which waits 10 × this at most"),
    QUEUE_CAPACITY(
            "queue-capacity",
            "1024",
            "notifications waiting for one target's observers, where one takes a place for each 4,096 characters;"
                    + " what does not fit is told as one `CATCH_UP`"),
    MAX_MESSAGE_SIZE("max-message-size", "1048576", "bytes; a larger frame closes the session"),
    TELEMETRY_TARGET(
            "telemetry.target",
            "true",
            "`false`: [metrics, spans, recordings](operations.md) and [health](operations.md#health) show the form of a target only, and no account"),
    HEALTH_GRACE(
            "health.grace",
            "PT1M",
            "how long a target may be away before the application counts as [not ready](operations.md#health)"),
    WEBSOCKET_PROPERTIES(
            "websocket.properties.<name>", null, "handed to the WebSocket client: a proxy, a TLS protocol");

    /** Keys that restrict: where one cannot be understood, the default in its place would allow more than the user asked for. */
    private static final Set<ConfigKey> NARROWING = EnumSet.of(
            ENABLED,
            GRAPH_URL,
            OAUTH_AUTHORITY,
            OAUTH_SCOPES,
            ACCOUNT_OAUTH_AUTHORITY,
            ACCOUNT_OAUTH_SCOPES,
            NOTIFICATION_HOSTS,
            ALLOW_INSECURE,
            QUEUE_CAPACITY,
            MAX_MESSAGE_SIZE,
            TELEMETRY_TARGET);

    private static final Set<ConfigKey> LISTS = EnumSet.of(OAUTH_SCOPES, ACCOUNT_OAUTH_SCOPES, NOTIFICATION_HOSTS);

    /** Stands in a key for what the user names. */
    private static final String NAME = "<name>";

    private static final String PREFIX = "drivechange.";

    private final String name;
    private final String fallback;
    private final String doc;

    ConfigKey(String name, String fallback, String doc) {
        this.name = PREFIX + name;
        this.fallback = fallback;
        this.doc = doc;
    }

    /** The whole key, such as {@code drivechange.token}; where the user names a part of it, with {@code <name>} in its place. */
    public String key() {
        return name;
    }

    /** What holds where nothing is configured. */
    public Optional<String> fallback() {
        return Optional.ofNullable(fallback);
    }

    /** What it is for, in Markdown. */
    public String doc() {
        return doc;
    }

    /** The key of an account's access token. */
    public static String token(String account) {
        return TOKEN.of(account);
    }

    /** The key of an account, the key itself for the default account. */
    public String of(String account) {
        return account.isEmpty() ? name : PREFIX + "account." + account + "." + name.substring(PREFIX.length());
    }

    /** What a key for the WebSocket container starts with. */
    static String webSocketProperties() {
        return WEBSOCKET_PROPERTIES.key().replace(NAME, "");
    }

    /** Whether an empty value of the key is a mistake. For other keys it means the same as no value. */
    boolean narrows() {
        return NARROWING.contains(this);
    }

    /** Whether the key takes several values. */
    boolean takesList() {
        return LISTS.contains(this);
    }

    /** Whether a name is this key exactly; where the user names a part of the key, with that part filled in. */
    boolean covers(String key) {
        int place = name.indexOf(NAME);
        if (place < 0) {
            return name.equals(key);
        }
        String end = name.substring(place + NAME.length());
        return key.length() > place + end.length() && key.startsWith(name.substring(0, place)) && key.endsWith(end);
    }

    /**
     * This key as a name spells it in the way of environment variables, which have _ or . for any other character and lose
     * the case of letters. Empty where the name spells another key.
     */
    Optional<String> spelledBy(String text) {
        int place = name.indexOf(NAME);
        String start = place < 0 ? name : name.substring(0, place);
        String end = place < 0 ? "" : name.substring(place + NAME.length());
        String spelling = EnvironmentVariableName.of(text);
        String spelledStart = EnvironmentVariableName.of(start);
        String spelledEnd = EnvironmentVariableName.of(end);
        if (place < 0) {
            return spelling.equals(spelledStart) ? Optional.of(name) : Optional.empty();
        }
        int named = text.length() - start.length() - end.length();
        return named > 0 && spelling.startsWith(spelledStart) && spelling.endsWith(spelledEnd)
                ? Optional.of(start + text.substring(start.length(), start.length() + named) + end)
                : Optional.empty();
    }

    /** The part of an account's key that names the account. Empty where the name spells another key. */
    Optional<String> nameIn(String text) {
        int place = name.indexOf(NAME);
        return spelledBy(text).map(key -> key.substring(place, key.length() - (name.length() - place - NAME.length())));
    }
}
