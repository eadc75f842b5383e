// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.config;

import java.net.URI;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Keys for editors with MicroProfile support (LSP4MP), which look for the annotation in jars. Never loaded; generated. */
final class Completion {

    @ConfigProperty(name = "drivechange.enabled", defaultValue = "true")
    Boolean enabled;

    @ConfigProperty(name = "drivechange.graph.url", defaultValue = "https://graph.microsoft.com/v1.0")
    URI graphUrl;

    @ConfigProperty(name = "drivechange.graph.user-agent")
    String graphUserAgent;

    @ConfigProperty(name = "drivechange.token")
    String token;

    @ConfigProperty(name = "drivechange.account.{*}.token")
    String accountToken;

    @ConfigProperty(name = "drivechange.oauth.client-id")
    String oauthClientId;

    @ConfigProperty(name = "drivechange.oauth.client-secret")
    String oauthClientSecret;

    @ConfigProperty(name = "drivechange.oauth.authority", defaultValue = "https://login.microsoftonline.com/common")
    URI oauthAuthority;

    @ConfigProperty(name = "drivechange.oauth.scopes", defaultValue = "Files.Read")
    String oauthScopes;

    @ConfigProperty(name = "drivechange.oauth.cache", defaultValue = "~/.drivechange/tokens.json")
    String oauthCache;

    @ConfigProperty(name = "drivechange.account.{*}.oauth.client-id")
    String accountOauthClientId;

    @ConfigProperty(name = "drivechange.account.{*}.oauth.client-secret")
    String accountOauthClientSecret;

    @ConfigProperty(name = "drivechange.account.{*}.oauth.authority")
    String accountOauthAuthority;

    @ConfigProperty(name = "drivechange.account.{*}.oauth.scopes")
    String accountOauthScopes;

    @ConfigProperty(name = "drivechange.account.{*}.oauth.cache")
    String accountOauthCache;

    @ConfigProperty(name = "drivechange.engine-io", defaultValue = "4")
    Integer engineIo;

    @ConfigProperty(name = "drivechange.notification-url", defaultValue = "namespace")
    String notificationUrl;

    @ConfigProperty(name = "drivechange.notification-hosts")
    String notificationHosts;

    @ConfigProperty(name = "drivechange.allow-insecure", defaultValue = "false")
    Boolean allowInsecure;

    @ConfigProperty(name = "drivechange.connect-timeout", defaultValue = "PT30S")
    Duration connectTimeout;

    @ConfigProperty(name = "drivechange.reconnect.delay", defaultValue = "PT1S")
    Duration reconnectDelay;

    @ConfigProperty(name = "drivechange.reconnect.max-delay", defaultValue = "PT5M")
    Duration reconnectMaxDelay;

    @ConfigProperty(name = "drivechange.reconnect.jitter", defaultValue = "0.5")
    Double reconnectJitter;

    @ConfigProperty(name = "drivechange.renew-before", defaultValue = "PT2M")
    Duration renewBefore;

    @ConfigProperty(name = "drivechange.quiet-period", defaultValue = "PT0S")
    Duration quietPeriod;

    @ConfigProperty(name = "drivechange.queue-capacity", defaultValue = "1024")
    Integer queueCapacity;

    @ConfigProperty(name = "drivechange.max-message-size", defaultValue = "1048576")
    Integer maxMessageSize;

    @ConfigProperty(name = "drivechange.telemetry.target", defaultValue = "true")
    Boolean telemetryTarget;

    @ConfigProperty(name = "drivechange.health.grace", defaultValue = "PT1M")
    Duration healthGrace;

    @ConfigProperty(name = "drivechange.delta.start", defaultValue = "latest")
    String deltaStart;

    @ConfigProperty(name = "drivechange.delta.poll-interval", defaultValue = "PT1H")
    Duration deltaPollInterval;

    @ConfigProperty(name = "drivechange.delta.attempts", defaultValue = "0")
    Integer deltaAttempts;

    @ConfigProperty(name = "drivechange.delta.select")
    String deltaSelect;

    @ConfigProperty(name = "drivechange.delta.prefer")
    String deltaPrefer;

    @ConfigProperty(name = "drivechange.delta.max-page-size", defaultValue = "16777216")
    Integer deltaMaxPageSize;

    @ConfigProperty(name = "drivechange.delta.directory", defaultValue = "~/.drivechange/delta")
    String deltaDirectory;

    @ConfigProperty(name = "drivechange.datasource")
    String datasource;

    @ConfigProperty(name = "drivechange.table-prefix", defaultValue = "drivechange_")
    String tablePrefix;

    @ConfigProperty(name = "drivechange.application")
    String application;

    @ConfigProperty(name = "drivechange.websocket.properties.{*}")
    String websocketProperties;

    private Completion() {}
}
