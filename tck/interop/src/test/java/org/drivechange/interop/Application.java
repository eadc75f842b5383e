// SPDX-License-Identifier: Apache-2.0
package org.drivechange.interop;

import io.smallrye.config.PropertiesConfigSource;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.enterprise.inject.spi.Extension;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import org.drivechange.DriveChanges;
import org.drivechange.DriveTarget;
import org.drivechange.DriveWatch;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;

/** CDI SE application that uses DriveChange, with its own configuration. */
final class Application implements AutoCloseable {

    static final String ACCESS_TOKEN = "secret-access-token";

    private final Config config;
    private final SeContainer container;

    private Application(Map<String, String> values, Class<?>... beans) {
        ConfigProviderResolver resolver = ConfigProviderResolver.instance();
        config = resolver.getBuilder()
                .withSources(new PropertiesConfigSource(values, "interop", 1000))
                .build();
        resolver.registerConfig(config, Thread.currentThread().getContextClassLoader());
        try {
            container = SeContainerInitializer.newInstance()
                    .disableDiscovery()
                    .addExtensions(extensions())
                    .addBeanClasses(beans)
                    .initialize();
        } catch (RuntimeException e) {
            resolver.releaseConfig(config);
            throw e;
        }
    }

    /** All extensions on the class path: without bean discovery Weld does not load them. */
    private static Extension[] extensions() {
        return ServiceLoader.load(Extension.class).stream()
                .map(ServiceLoader.Provider::get)
                .toArray(Extension[]::new);
    }

    /** Returns a builder configured for a server, with short delays. */
    static Builder on(RealServer server, SetUp setUp) {
        return new Builder()
                .with("drivechange.graph.url", server.graphUrl().toString())
                .with("drivechange.token", ACCESS_TOKEN)
                .with("drivechange.engine-io", String.valueOf(setUp.asked()))
                .with("drivechange.reconnect.delay", "PT0.2S")
                .with("drivechange.connect-timeout", "PT2S");
    }

    Recorder recorder() {
        return bean(Recorder.class);
    }

    <T> T bean(Class<T> type) {
        return container.select(type).get();
    }

    DriveWatch watch(DriveTarget target) {
        return bean(DriveChanges.class).watches().stream()
                .filter(watch -> watch.target().equals(target))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        try {
            container.close();
        } finally {
            ConfigProviderResolver.instance().releaseConfig(config);
        }
    }

    /** Builder of an application's configuration. */
    static final class Builder {

        private final Map<String, String> values = new HashMap<>();

        private Builder() {}

        Builder with(String key, String value) {
            values.put(key, value);
            return this;
        }

        Application start() {
            return new Application(values, Recorder.class, MyDrive.class);
        }

        /** Adds an observer of {@link OtherDrive}. */
        Application startWithTwoDrives() {
            return new Application(values, Recorder.class, MyDrive.class, OtherDrive.class);
        }
    }
}
