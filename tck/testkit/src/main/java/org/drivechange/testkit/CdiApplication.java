// SPDX-License-Identifier: Apache-2.0
package org.drivechange.testkit;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.enterprise.inject.spi.Extension;
import java.lang.annotation.Annotation;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import org.drivechange.DriveChanges;
import org.drivechange.DriveWatch;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** CDI SE application with its own class loader, beans and configuration. */
public final class CdiApplication implements AutoCloseable {

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();
    private final URLClassLoader loader = new URLClassLoader(new URL[0], before);
    private final Config config;
    private final SeContainer container;

    private CdiApplication(Map<String, String> configuration, Class<?>... beans) {
        Thread.currentThread().setContextClassLoader(loader);
        ConfigProviderResolver resolver = ConfigProviderResolver.instance();
        config = resolver.getBuilder()
                .withSources(new MapConfigSource(configuration))
                .build();
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

    /** Starts an application with this configuration and these beans only. */
    public static CdiApplication start(Map<String, String> configuration, Class<?>... beans) {
        return new CdiApplication(configuration, beans);
    }

    /** Returns the extensions on the class path, which Weld does not load without discovery. */
    private static Extension[] extensions() {
        return ServiceLoader.load(Extension.class).stream()
                .map(ServiceLoader.Provider::get)
                .toArray(Extension[]::new);
    }

    public <T> T bean(Class<T> type, Annotation... qualifiers) {
        return container.select(type, qualifiers).get();
    }

    public EventRecorder events() {
        return bean(EventRecorder.class);
    }

    public DriveChanges changes() {
        return bean(DriveChanges.class);
    }

    /** Returns the watch of a target. */
    public DriveWatch watch(String path) {
        return changes().watches().stream()
                .filter(watch -> watch.target().path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    public Event<Object> event() {
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
        ConfigProviderResolver.instance().releaseConfig(config);
        Thread.currentThread().setContextClassLoader(before);
    }

    private record MapConfigSource(Map<String, String> values) implements ConfigSource {

        @Override
        public Set<String> getPropertyNames() {
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
