// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.drivechange.impl.delivery.DeliverySettings;
import org.drivechange.impl.drive.DeltaSettings;
import org.drivechange.impl.engineio.EngineIoVersion;
import org.drivechange.impl.graph.HostPolicy;
import org.drivechange.impl.graph.UserAgent;
import org.drivechange.impl.oauth.OAuthSettings;
import org.drivechange.impl.position.DatabaseSettings;
import org.drivechange.impl.position.PositionSettings;
import org.drivechange.impl.retry.ReconnectSettings;
import org.drivechange.impl.session.SessionSettings;
import org.drivechange.impl.socketio.NotificationUrl.Reading;
import org.drivechange.impl.transport.TransportSettings;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;

/**
 * The application's configuration. Keeps the {@code Config} found at deployment, because other threads, or later
 * lookups, may find another one or none.
 */
public final class DriveChangeConfig {

    private static final Duration ABOVE_ZERO = Duration.ofNanos(1);
    private static final int SMALLEST_MESSAGE = 1024;

    /** Properties passed as text: names and passwords, even if all digits, and all of Tomcat's, which accepts only text. */
    private static final Pattern ALWAYS_TEXT =
            Pattern.compile("(?i).*(password|user_?name)|org\\.apache\\.tomcat\\..*");

    private final Config config;
    private final ClassLoader application;

    private DriveChangeConfig(Config config, ClassLoader application) {
        this.config = config;
        this.application = application;
    }

    /**
     * Returns the configuration of the application being deployed on this thread.
     *
     * @throws RuntimeException if MicroProfile Config has no implementation
     * @throws LinkageError if MicroProfile Config is missing
     */
    public static DriveChangeConfig current() {
        return new DriveChangeConfig(
                ConfigProvider.getConfig(), Thread.currentThread().getContextClassLoader());
    }

    /**
     * Releases the configuration and with it the application's class loader. SmallRye retains both forever if it is in
     * Tomcat's or TomEE's {@code lib} instead of the application. Servers that manage configurations release them.
     */
    public void release() {
        ConfigProviderResolver implementation = ConfigProviderResolver.instance();
        Class<?> type = implementation.getClass();
        if (type.getName().startsWith("io.smallrye.") && type.getClassLoader() != application) {
            implementation.releaseConfig(config);
        }
    }

    /**
     * Reads all keys but those of item changes.
     *
     * @param problems receives one line per problem
     */
    public DriveChangeSettings settings(Consumer<String> problems) {
        ConfigReader values = new ConfigReader(config, problems);
        new SpellingCheck(config, values, problems).check();
        new IneffectiveKeyCheck(values, new ConfiguredAccounts(config)).check();
        HostPolicy hosts =
                new HostPolicy(values.hosts(ConfigKey.NOTIFICATION_HOSTS), values.flag(ConfigKey.ALLOW_INSECURE));
        int maxMessageSize = values.number(ConfigKey.MAX_MESSAGE_SIZE, SMALLEST_MESSAGE);
        SessionSettings sessions = new SessionSettings(
                values.duration(ConfigKey.CONNECT_TIMEOUT, ABOVE_ZERO),
                reconnect(values),
                values.duration(ConfigKey.RENEW_BEFORE, Duration.ZERO),
                wire(values, maxMessageSize),
                hosts);
        DeliverySettings delivery = new DeliverySettings(
                values.number(ConfigKey.QUEUE_CAPACITY, 1), values.duration(ConfigKey.QUIET_PERIOD, Duration.ZERO));
        return new DriveChangeSettings(
                values.flag(ConfigKey.ENABLED),
                graphUrl(values, hosts),
                new UserAgent(values.headerValue(ConfigKey.GRAPH_USER_AGENT)),
                sessions,
                delivery,
                new TransportSettings(maxMessageSize, webSocketProperties(values)),
                values.flag(ConfigKey.TELEMETRY_TARGET),
                values.duration(ConfigKey.HEALTH_GRACE, Duration.ZERO));
    }

    /**
     * Reads the keys of item changes.
     *
     * @param common the values of the other keys
     * @param problems receives one line per problem
     */
    public DeltaSettings delta(DriveChangeSettings common, Consumer<String> problems) {
        return new DeltaConfigReader(new ConfigReader(config, problems)).settings(common);
    }

    /**
     * Reads the keys of positions.
     *
     * @param problems receives one line per problem
     */
    public PositionSettings positions(Consumer<String> problems) {
        return new DeltaConfigReader(new ConfigReader(config, problems)).positions();
    }

    /**
     * Reads the keys of a database that keeps positions. Empty if none is configured.
     *
     * @param problems receives one line per problem
     */
    public Optional<DatabaseSettings> database(Consumer<String> problems) {
        return new DeltaConfigReader(new ConfigReader(config, problems)).database();
    }

    /**
     * Reads where positions were kept that now move into the database, empty if no directory is configured.
     *
     * @param problems receives each problem
     */
    public Optional<PositionSettings> positionsToMove(Consumer<String> problems) {
        return new DeltaConfigReader(new ConfigReader(config, problems)).positionsToMove();
    }

    /** Warns of keys of positions that have no effect because of other keys, or of a bean that keeps the positions. */
    public void warnOfPositionKeys(boolean storeBean) {
        IneffectiveKeyCheck.checkPositions(new ConfigReader(config, problem -> {}), storeBean);
    }

    /** Warns of keys of item changes. Called if no item changes are observed. */
    public void warnOfDeltaKeys() {
        IneffectiveKeyCheck.checkDelta(new ConfigReader(config, problem -> {}));
    }

    /** Reads an account's access token. Empty if the value is blank. */
    public Optional<String> token(String account) {
        return config.getOptionalValue(ConfigKey.token(account), String.class)
                .map(String::strip)
                .filter(token -> !token.isEmpty());
    }

    /** Whether a key is present with a blank value. */
    public boolean isBlank(String key) {
        return new ConfigReader(config, problem -> {}).present(key)
                && value(key).orElse("").isBlank();
    }

    /** Returns the accounts with an access token or a sign-in, without the default account. */
    public Set<String> accounts() {
        return new ConfiguredAccounts(config).in(ConfiguredAccounts.KNOWN);
    }

    /**
     * Reads the sign-in settings of an account. Empty if it does not sign in.
     *
     * @param problems receives one line per problem
     */
    public Optional<OAuthSettings> oauth(String account, Consumer<String> problems) {
        Optional<Path> home = HomeDirectory.of(System.getProperty("user.home"), System.getenv("HOME"));
        return new OAuthConfigReader(new ConfigReader(config, problems), account, home).settings();
    }

    /** Returns any value of the configuration. */
    Optional<String> value(String key) {
        return config.getOptionalValue(key, String.class);
    }

    private static ReconnectSettings reconnect(ConfigReader values) {
        Duration delay = values.duration(ConfigKey.RECONNECT_DELAY, ABOVE_ZERO);
        Duration maxDelay = values.duration(ConfigKey.RECONNECT_MAX_DELAY, ABOVE_ZERO);
        if (maxDelay.compareTo(delay) < 0) {
            values.reportInvalid(
                    ConfigKey.RECONNECT_MAX_DELAY.key(),
                    maxDelay.toString(),
                    ConfigKey.RECONNECT_DELAY.key() + " (" + delay + ") or more");
        }
        return new ReconnectSettings(delay, maxDelay, values.fraction(ConfigKey.RECONNECT_JITTER));
    }

    private static SessionSettings.Wire wire(ConfigReader values, int maxMessageSize) {
        return new SessionSettings.Wire(
                values.choice(ConfigKey.ENGINE_IO, Map.of("4", EngineIoVersion.EIO4, "3", EngineIoVersion.EIO3)),
                values.choice(
                        ConfigKey.NOTIFICATION_URL,
                        Map.of("namespace", Reading.NAMESPACE, "callback", Reading.CALLBACK)),
                maxMessageSize);
    }

    private static URI graphUrl(ConfigReader values, HostPolicy hosts) {
        URI url = values.graphUrl(ConfigKey.GRAPH_URL);
        if ("http".equalsIgnoreCase(url.getScheme()) && !hosts.allowsPlain(url.getHost())) {
            values.reportInvalid(
                    ConfigKey.GRAPH_URL.key(),
                    "\"" + url + "\", which would send access tokens unencrypted to another machine",
                    "https, or " + ConfigKey.ALLOW_INSECURE.key() + "=true");
        }
        return url;
    }

    private Map<String, Object> webSocketProperties(ConfigReader values) {
        Map<String, Object> properties = new HashMap<>();
        for (String key : config.getPropertyNames()) {
            if (key.startsWith(ConfigKey.webSocketProperties())) {
                String name = key.substring(ConfigKey.webSocketProperties().length());
                values.text(key).ifPresent(text -> properties.put(name, typed(name, text)));
            }
        }
        return properties;
    }

    private static Object typed(String name, String text) {
        if (ALWAYS_TEXT.matcher(name).matches()) {
            return text;
        }
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        if (text.matches("-?\\d{1,9}")) {
            return Integer.valueOf(text);
        }
        return text;
    }
}
