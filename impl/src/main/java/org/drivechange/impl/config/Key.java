// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.config;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every key of the configuration, with its default and what it is for. */
public enum Key {
    ENABLED("enabled", "true", "false: observers are registered, nothing is opened"),
    GRAPH_URL("graph.url", "https://graph.microsoft.com/v1.0", "Microsoft Graph's address and version"),
    TOKEN("token", null, "the default account's access token"),
    OAUTH_CLIENT_ID("oauth.client-id", null, "the application's id in Entra ID: its access tokens come from a sign-in"),
    OAUTH_CLIENT_SECRET("oauth.client-secret", null, "the application's secret, where it is registered with one"),
    OAUTH_AUTHORITY(
            "oauth.authority", "https://login.microsoftonline.com/common", "the identity platform and the tenant"),
    OAUTH_SCOPES("oauth.scopes", "Files.Read", "what the access token is good for, separated by spaces"),
    OAUTH_CACHE("oauth.cache", "~/.drivechange/tokens.json", "the file that keeps the sign-in"),
    ENGINE_IO("engine-io", "4", "protocol revision on the wire: 4 (Socket.IO 3 and 4) or 3 (Socket.IO 2)"),
    NOTIFICATION_URL("notification-url", "namespace", "how a notificationUrl is read: namespace or callback"),
    NOTIFICATION_HOSTS(
            "notification-hosts", null, "comma-separated patterns (*.svc.ms) that a notificationUrl's host must match"),
    ALLOW_INSECURE("allow-insecure", "false", "true lets http and ws through to hosts other than loopback"),
    CONNECT_TIMEOUT("connect-timeout", "PT30S", "bounds each of: access token, Graph request, TCP to joined namespace"),
    RECONNECT_DELAY("reconnect.delay", "PT1S", "the first wait after a failure; it doubles with each"),
    RECONNECT_MAX_DELAY("reconnect.max-delay", "PT5M", "the longest wait after a failure"),
    RECONNECT_JITTER("reconnect.jitter", "0.5", "each wait d is uniform in [d·(1−jitter), d]"),
    RENEW_BEFORE("renew-before", "PT2M", "how long before its end a subscription is replaced"),
    QUIET_PERIOD("quiet-period", "PT0S", "notifications of one target that come closer together are merged"),
    QUEUE_CAPACITY("queue-capacity", "1024", "notifications waiting for one target's observers"),
    MAX_MESSAGE_SIZE("max-message-size", "1048576", "bytes; a larger frame closes the session"),
    TELEMETRY_TARGET("telemetry.target", "true", "false: metrics, spans and recordings tell no targets and accounts"),
    HEALTH_GRACE("health.grace", "PT1M", "how long a target may be away before the application counts as not ready");

    private static final String PREFIX = "drivechange.";
    private static final String ACCOUNT = PREFIX + "account.";

    private final String name;
    private final String fallback;
    private final String doc;

    Key(String name, String fallback, String doc) {
        this.name = PREFIX + name;
        this.fallback = fallback;
        this.doc = doc;
    }

    /** The whole key, such as {@code drivechange.token}. */
    public String key() {
        return name;
    }

    /** What holds where nothing is configured. */
    public Optional<String> fallback() {
        return Optional.ofNullable(fallback);
    }

    /** What it is for. */
    public String doc() {
        return doc;
    }

    /** The key of an account's access token. */
    public static String token(String account) {
        return TOKEN.of(account);
    }

    /** The key as it is written for an account. */
    String of(String account) {
        return account.isEmpty() ? name : ACCOUNT + account + "." + name.substring(PREFIX.length());
    }

    private boolean ofAccounts() {
        return this == TOKEN || name.startsWith(PREFIX + "oauth.");
    }

    /** What a key for the WebSocket container starts with. */
    static String webSocketProperties() {
        return PREFIX + "websocket.properties.";
    }

    /** Everything that may be configured, as it is written. */
    static List<String> all() {
        Stream<String> fixed = Arrays.stream(values()).map(Key::key);
        Stream<String> ofAccounts =
                Arrays.stream(values()).filter(Key::ofAccounts).map(key -> key.of("<name>"));
        return Stream.of(fixed, ofAccounts, Stream.of(webSocketProperties() + "<name>"))
                .flatMap(keys -> keys)
                .toList();
    }

    /** Whether a key starts as ours do and is none of ours. */
    static boolean unknown(String key) {
        return key.startsWith(PREFIX)
                && !key.startsWith(webSocketProperties())
                && Arrays.stream(values()).noneMatch(known -> known.isWritten(key));
    }

    private boolean isWritten(String key) {
        String ending = "." + name.substring(PREFIX.length());
        boolean account = key.startsWith(ACCOUNT) && key.endsWith(ending);
        return key.equals(name) || (ofAccounts() && account && key.length() > ACCOUNT.length() + ending.length());
    }
}
