// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.enterprise.inject.spi.Extension;
import java.lang.annotation.Annotation;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.logging.Level;
import org.drivechange.DriveChanges;
import org.drivechange.DriveWatch;
import org.drivechange.simulator.GraphSimulator;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Application on Weld SE with its own class loader, beans and configuration. */
final class TestApplication implements AutoCloseable {

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();
    private final URLClassLoader loader = new URLClassLoader(new URL[0], before);
    private final LogAssertions log;
    private final Config config;
    private final SeContainer container;

    private TestApplication(Level level, Map<String, String> values, Class<?>... beans) {
        log = new LogAssertions(level);
        Thread.currentThread().setContextClassLoader(loader);
        ConfigProviderResolver resolver = ConfigProviderResolver.instance();
        config = resolver.getBuilder().withSources(new MapSource(values)).build();
        resolver.registerConfig(config, loader);
        try {
            container = SeContainerInitializer.newInstance()
                    .disableDiscovery()
                    .addExtensions(extensions())
                    .addBeanClasses(beans)
                    .initialize();
        } catch (RuntimeException | Error e) {
            release();
            throw e;
        }
    }

    /** Registers the extensions, which Weld does not load without discovery. */
    private static Extension[] extensions() {
        return ServiceLoader.load(Extension.class).stream()
                .map(ServiceLoader.Provider::get)
                .toArray(Extension[]::new);
    }

    /** Starts an application that uses the simulator, with short retry delays. */
    static TestApplication start(GraphSimulator simulator, Map<String, String> more, Class<?>... beans) {
        return start(configuration(simulator.graphUrl(), more), beans);
    }

    static TestApplication start(GraphSimulator simulator, Class<?>... beans) {
        return start(simulator, Map.of(), beans);
    }

    static TestApplication start(Map<String, String> values, Class<?>... beans) {
        return new TestApplication(Level.ALL, values, beans);
    }

    /** Starts an application without logging, which would be too voluminous. */
    static TestApplication startQuietly(Map<String, String> values, Class<?>... beans) {
        return new TestApplication(Level.OFF, values, beans);
    }

    static Map<String, String> configuration(String graphUrl, Map<String, String> more) {
        Map<String, String> values = new HashMap<>();
        values.put("drivechange.graph.url", graphUrl);
        values.put("drivechange.token", "secret-token-of-the-default-account");
        values.put("drivechange.reconnect.delay", "PT0.1S");
        values.put("drivechange.connect-timeout", "PT5S");
        values.putAll(more);
        return values;
    }

    <T> T bean(Class<T> type, Annotation... qualifiers) {
        return container.select(type, qualifiers).get();
    }

    Recorder events() {
        return bean(Recorder.class);
    }

    DriveChanges changes() {
        return bean(DriveChanges.class);
    }

    DriveWatch watch(String path) {
        return changes().watches().stream()
                .filter(watch -> watch.target().path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    Event<Object> event() {
        return container.getBeanManager().getEvent();
    }

    @Override
    public void close() {
        try {
            container.close();
        } finally {
            release();
        }
    }

    private void release() {
        log.close();
        ConfigProviderResolver.instance().releaseConfig(config);
        Thread.currentThread().setContextClassLoader(before);
    }

    private record MapSource(Map<String, String> values) implements ConfigSource {

        @Override
        public java.util.Set<String> getPropertyNames() {
            return values.keySet();
        }

        @Override
        public String getValue(String name) {
            return values.get(name);
        }

        @Override
        public String getName() {
            return "the test";
        }
    }
}
