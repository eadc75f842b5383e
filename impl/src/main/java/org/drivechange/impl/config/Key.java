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
    HEALTH_GRACE("health.grace", "PT1M", "how long a target may be away before the application counts as not ready");

    private static final String PREFIX = "drivechange.";

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
        return account.isEmpty() ? TOKEN.key() : PREFIX + "account." + account + ".token";
    }

    /** What a key for the WebSocket container starts with. */
    static String webSocketProperties() {
        return PREFIX + "websocket.properties.";
    }

    /** Everything that may be configured, as it is written. */
    static List<String> all() {
        Stream<String> fixed = Arrays.stream(values()).map(Key::key);
        return Stream.concat(fixed, Stream.of(token("<name>"), webSocketProperties() + "<name>"))
                .toList();
    }

    /** Whether a key starts as ours do and is none of ours. */
    static boolean unknown(String key) {
        return key.startsWith(PREFIX)
                && !key.startsWith(webSocketProperties())
                && !key.matches("drivechange\\.account\\..+\\.token")
                && Arrays.stream(values()).noneMatch(known -> known.key().equals(key));
    }
}
