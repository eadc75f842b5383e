// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.drivechange.impl.delivery.DeliverySettings;
import org.drivechange.impl.engineio.EngineIoVersion;
import org.drivechange.impl.graph.HostPolicy;
import org.drivechange.impl.retry.ReconnectSettings;
import org.drivechange.impl.socketio.NotificationUrl.Reading;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DriveChangeConfigTest {

    private final ConfigProviderResolver resolver = ConfigProviderResolver.instance();
    private final List<String> problems = new ArrayList<>();
    private Config config;

    private DriveChangeConfig of(Map<String, String> values) {
        config = resolver.getBuilder()
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build();
        resolver.registerConfig(config, Thread.currentThread().getContextClassLoader());
        return DriveChangeConfig.current();
    }

    @AfterEach
    void release() {
        resolver.releaseConfig(config);
    }

    @Test
    void config_uses_defaults_without_keys() {
        DriveChangeSettings settings = of(Map.of()).settings(problems::add);
        assertThat(problems).isEmpty();
        assertThat(settings.enabled()).isTrue();
        assertThat(settings.graphUrl()).hasToString("https://graph.microsoft.com/v1.0");
        assertThat(settings.delivery()).isEqualTo(new DeliverySettings(1024, Duration.ZERO));
        assertThat(settings.transport().maxMessageSize()).isEqualTo(1048576);
        assertThat(settings.sessions()).satisfies(sessions -> {
            assertThat(sessions.connectTimeout()).isEqualTo(Duration.ofSeconds(30));
            assertThat(sessions.renewBefore()).isEqualTo(Duration.ofMinutes(2));
            assertThat(sessions.reconnect())
                    .isEqualTo(new ReconnectSettings(Duration.ofSeconds(1), Duration.ofMinutes(5), 0.5));
            assertThat(sessions.wire().revision()).isEqualTo(EngineIoVersion.EIO4);
            assertThat(sessions.wire().reading()).isEqualTo(Reading.NAMESPACE);
            assertThat(sessions.hosts()).isEqualTo(new HostPolicy(List.of(), false));
        });
    }

    @Test
    void websocket_properties_are_typed_and_not_printed() {
        DriveChangeSettings settings = of(Map.of(
                        "drivechange.websocket.properties.a.flag", "true",
                        "drivechange.websocket.properties.a.number", "17",
                        "drivechange.websocket.properties.proxy.password", "s3cr3t"))
                .settings(problems::add);
        assertThat(settings.transport().properties())
                .isEqualTo(Map.of("a.flag", true, "a.number", 17, "proxy.password", "s3cr3t"));
        assertThat(settings.toString()).doesNotContain("s3cr3t");
    }

    @Test
    void websocket_passwords_and_tomcat_properties_stay_text() {
        Map<String, Object> properties = of(Map.of(
                        "drivechange.websocket.properties.weblogic.websocket.client.PROXY_PASSWORD", "20260042",
                        "drivechange.websocket.properties.weblogic.websocket.client.PROXY_USERNAME", "true",
                        "drivechange.websocket.properties.weblogic.websocket.client.PROXY_PORT", "3128",
                        "drivechange.websocket.properties.org.apache.tomcat.websocket.IO_TIMEOUT_MS", "7000"))
                .settings(problems::add)
                .transport()
                .properties();
        assertThat(properties)
                .isEqualTo(Map.of(
                        "weblogic.websocket.client.PROXY_PASSWORD", "20260042",
                        "weblogic.websocket.client.PROXY_USERNAME", "true",
                        "weblogic.websocket.client.PROXY_PORT", 3128,
                        "org.apache.tomcat.websocket.IO_TIMEOUT_MS", "7000"));
    }

    @Test
    void config_accepts_unknown_keys_and_rereads_tokens() {
        DriveChangeConfig configuration =
                of(Map.of("drivechange.recconect.delay", "PT1S", "drivechange.account.con.toso.token", "t"));
        configuration.settings(problems::add);
        assertThat(problems).isEmpty();
        assertThat(configuration.token("con.toso")).contains("t");
        assertThat(configuration.token("")).isEmpty();
    }

    @Test
    void shared_implementation_releases_the_configuration() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        ClassLoader application = new ClassLoader(before) {};
        thread.setContextClassLoader(application);
        try {
            of(Map.of("drivechange.enabled", "false")).release();
            assertThat(resolver.getConfig(application)).isNotSameAs(config);
        } finally {
            resolver.releaseConfig(resolver.getConfig(application));
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void config_does_not_release_the_applications_own_configuration() {
        of(Map.of("drivechange.enabled", "false")).release();
        assertThat(resolver.getConfig()).isSameAs(config);
    }

    @Test
    void value_with_a_missing_key_is_reported() {
        config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(
                        Map.of(
                                "drivechange.notification-hosts",
                                "${missing.key}",
                                "drivechange.quiet-period",
                                "${q:PT1S}"),
                        "test",
                        100))
                .build();
        resolver.registerConfig(config, Thread.currentThread().getContextClassLoader());
        DriveChangeConfig.current().settings(problems::add);
        assertThat(problems).singleElement().asString().startsWith("DRC1002 drivechange.notification-hosts");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /me/drive/root            | /me/drive/root
            ${drive}                  | /drives/b!x/root
            /drives/${id}/${part}     | /drives/b!x/root
            /${a:me}/drive/${b:root}  | /me/drive/root
            x${empty:}y               | xy
            ${missing:a:b}            | a:b
            $ {x} $x                  | $ {x} $x
            """)
    void expressions_are_replaced(String text, String resolved) {
        ExpressionResolver expressions =
                new ExpressionResolver(of(Map.of("drive", "/drives/b!x/root", "id", "b!x", "part", "root")));
        assertThat(expressions.resolve(text)).isEqualTo(resolved);
    }

    @ParameterizedTest
    @ValueSource(strings = {"${", "${}", "${a", "${a:${b}}", "x${:y}"})
    void malformed_expressions_are_reported(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExpressionResolver(of(Map.of("a", "1", "b", "2"))).resolve(text))
                .withMessageStartingWith("DRC1005")
                .withMessageContaining(text);
    }
}
