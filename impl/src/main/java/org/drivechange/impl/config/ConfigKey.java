// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.config;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Configuration keys with their defaults and descriptions. {@code ReferenceTest} generates {@code
 * impl/docs/configuration.md} and the editor metadata from this enum.
 */
public enum ConfigKey {
    ENABLED("enabled", "true", "`false`: observers are registered, no session is opened, no token is required"),
    GRAPH_URL(
            "graph.url",
            "https://graph.microsoft.com/v1.0",
            "base URL of Graph with its version; change it for national clouds, `/beta` or a simulator"),
    GRAPH_USER_AGENT(
            "graph.user-agent",
            null,
            "`User-Agent` of the requests to Graph; Microsoft throttles [decorated traffic](https://learn.microsoft.com/sharepoint/dev/general-development/how-to-avoid-getting-throttled-or-blocked-in-sharepoint-online) less"),
    TOKEN("token", null, "access token of the default account, read for each request (Payara caches it for a minute)"),
    ACCOUNT_TOKEN("account.<name>.token", null, "access token of another account"),
    OAUTH_CLIENT_ID(
            "oauth.client-id",
            null,
            "client id of the application in Entra ID; tokens come from a [sign-in](../../samples/sign-in/README.md)"),
    OAUTH_CLIENT_SECRET("oauth.client-secret", null, "client secret, for a confidential client"),
    OAUTH_AUTHORITY(
            "oauth.authority",
            "https://login.microsoftonline.com/common",
            "URL of the identity platform with the tenant"),
    OAUTH_SCOPES("oauth.scopes", "Files.Read", "requested scopes, separated by spaces"),
    OAUTH_CACHE("oauth.cache", "~/.drivechange/tokens.json", "token cache file of the sign-in"),
    ACCOUNT_OAUTH_CLIENT_ID(
            "account.<name>.oauth.client-id",
            null,
            "client id of another account; default, if its cache is set: that of the default account"),
    ACCOUNT_OAUTH_CLIENT_SECRET("account.<name>.oauth.client-secret", null, "client secret of that application"),
    ACCOUNT_OAUTH_AUTHORITY(
            "account.<name>.oauth.authority", null, "URL of another account's identity platform with the tenant"),
    ACCOUNT_OAUTH_SCOPES(
            "account.<name>.oauth.scopes",
            null,
            "requested scopes of that account; default: those of the default account"),
    ACCOUNT_OAUTH_CACHE(
            "account.<name>.oauth.cache",
            null,
            "token cache file of that account; default: `~/.drivechange/tokens-<name>.json`"),
    ENGINE_IO("engine-io", "4", "Engine.IO protocol revision: `4` (Socket.IO 3 and 4) or `3` (Socket.IO 2)"),
    NOTIFICATION_URL(
            "notification-url",
            "namespace",
            "interpretation of a notificationUrl: `namespace` or `callback` (documentation of 2019)"),
    NOTIFICATION_HOSTS(
            "notification-hosts",
            null,
            "comma-separated patterns, such as `*.svc.ms`, that a notificationUrl's host must match; default: any host"),
    ALLOW_INSECURE("allow-insecure", "false", "`true` allows `http:` and `ws:` to hosts other than loopback"),
    CONNECT_TIMEOUT(
            "connect-timeout",
            "PT30S",
            "timeout of each of: access token request, Graph request, connect (TCP to joined namespace)"),
    RECONNECT_DELAY(
            "reconnect.delay",
            "PT1S",
            "first delay after a failure; it doubles with each failure and is reset after the session was open for a minute"),
    RECONNECT_MAX_DELAY("reconnect.max-delay", "PT5M", "maximum delay"),
    RECONNECT_JITTER("reconnect.jitter", "0.5", "each delay d is uniformly distributed in [d·(1−jitter), d]"),
    RENEW_BEFORE(
            "renew-before",
            "PT2M",
            "time before its expiration at which a subscription is renewed, at the earliest after half its lifetime"),
    QUIET_PERIOD(
            "quiet-period",
            "PT0S",
            "above zero: merges notifications of one target that arrive within this period, for ten periods at most"),
    QUEUE_CAPACITY(
            "queue-capacity",
            "1024",
            "maximum of queued notifications per target; a notification takes one place for each 4,096 characters;"
                    + " excess notifications are merged into one `CATCH_UP`"),
    MAX_MESSAGE_SIZE("max-message-size", "1048576", "maximum frame size in bytes; a larger frame closes the session"),
    TELEMETRY_TARGET(
            "telemetry.target",
            "true",
            "`false`: [metrics, spans, recordings](operations.md) and [health](operations.md#health) show only the form of a target, and no account"),
    HEALTH_GRACE(
            "health.grace",
            "PT1M",
            "time that a target may be unavailable before the application is [not ready](operations.md#health)"),
    DELTA_START(
            "delta.start",
            "latest",
            "first start of a target's item changes: `latest` (only later changes) or `all` (all items of the drive first)"),
    DELTA_POLL_INTERVAL(
            "delta.poll-interval", "PT1H", "longest time between two reads of a target's delta, a day at most"),
    DELTA_ATTEMPTS(
            "delta.attempts",
            "0",
            "failures of the observers of a page or an item before it is skipped; `0`: it is repeated without limit"),
    DELTA_SELECT(
            "delta.select",
            null,
            "comma-separated additional properties of items, such as `shared`; download URLs are not allowed"),
    DELTA_PREFER(
            "delta.prefer",
            null,
            "comma-separated values of the `Prefer` header of requests for a delta, such as `deltashowsharingchanges`"),
    DELTA_MAX_PAGE_SIZE("delta.max-page-size", "16777216", "maximum size of a page of a delta in bytes"),
    DELTA_DIRECTORY(
            "delta.directory",
            "~/.drivechange/delta",
            "directory of the positions up to which deltas have been read, on a volume that outlives the process"),
    DATASOURCE(
            "datasource",
            null,
            "keeps the positions in a [database](database.md): name of a CDI bean of type `DataSource`, or JNDI name"),
    TABLE_PREFIX("table-prefix", "drivechange_", "prefix of the tables in that database, with a schema or without"),
    APPLICATION(
            "application",
            null,
            "part of each position's key; applications that share a place for positions need different values"),
    WEBSOCKET_PROPERTIES(
            "websocket.properties.<name>", null, "property of the WebSocket client, such as a proxy or a TLS protocol");

    /** Keys that restrict. If a value is invalid, the default would allow more than the user configured. */
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
            DELTA_MAX_PAGE_SIZE,
            TELEMETRY_TARGET);

    private static final Set<ConfigKey> LISTS =
            EnumSet.of(OAUTH_SCOPES, ACCOUNT_OAUTH_SCOPES, NOTIFICATION_HOSTS, DELTA_SELECT, DELTA_PREFER);

    /** Keys that have an effect only if item changes are observed. */
    static final Set<ConfigKey> DELTA = EnumSet.of(
            DELTA_START,
            DELTA_POLL_INTERVAL,
            DELTA_ATTEMPTS,
            DELTA_SELECT,
            DELTA_PREFER,
            DELTA_MAX_PAGE_SIZE,
            DELTA_DIRECTORY,
            DATASOURCE,
            TABLE_PREFIX);

    /** Placeholder in a key for a name chosen by the user. */
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

    /** Returns the full key, such as {@code drivechange.token}. A part named by the user is {@code <name>}. */
    public String key() {
        return name;
    }

    /** Returns the default value. */
    Optional<String> fallback() {
        return Optional.ofNullable(fallback);
    }

    /** Returns the description in Markdown. */
    String doc() {
        return doc;
    }

    /** Returns the key of an account's access token. */
    public static String token(String account) {
        return TOKEN.of(account);
    }

    /** Returns this key for an account; the key itself for the default account. */
    public String of(String account) {
        return account.isEmpty() ? name : PREFIX + "account." + account + "." + name.substring(PREFIX.length());
    }

    /** Returns the prefix of keys for the WebSocket container. */
    static String webSocketProperties() {
        return WEBSOCKET_PROPERTIES.key().replace(NAME, "");
    }

    /** Whether an empty value is invalid. For other keys an empty value means no value. */
    boolean narrows() {
        return NARROWING.contains(this);
    }

    /** Whether the key takes several values. */
    boolean takesList() {
        return LISTS.contains(this);
    }

    /** Whether a name equals this key, with the part named by the user filled in. */
    boolean covers(String key) {
        int place = name.indexOf(NAME);
        if (place < 0) {
            return name.equals(key);
        }
        String end = name.substring(place + NAME.length());
        return key.length() > place + end.length() && key.startsWith(name.substring(0, place)) && key.endsWith(end);
    }

    /**
     * Returns this key as spelled by an environment variable name, which has _ or . for any other character and loses
     * the case of letters. Empty if the name spells another key.
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

    /** Returns the account name in an account's key. Empty if the name spells another key. */
    Optional<String> nameIn(String text) {
        int place = name.indexOf(NAME);
        return spelledBy(text).map(key -> key.substring(place, key.length() - (name.length() - place - NAME.length())));
    }
}
