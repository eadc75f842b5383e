// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi;

import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Vetoed;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Modifier;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.drivechange.spi.AccessTokenProvider;

/**
 * Finds a class that implements {@link AccessTokenProvider} but is not a CDI bean, because it has no scope. Searches
 * the package of an observer class and its subpackages. Reads only the names in class files. Finds nothing on servers
 * that keep classes neither in files nor in jars, such as WildFly.
 */
final class UnscopedProviderFinder {

    /** Bounds the time added to a deployment. */
    private static final int MAX_CLASSES = 500;

    private static final String SUFFIX = ".class";
    private static final String MENTIONED = AccessTokenProvider.class.getName().replace('.', '/');

    private final Class<?> observer;
    private final String directory;

    UnscopedProviderFinder(Class<?> observer) {
        this.observer = observer;
        this.directory = observer.getPackageName().replace('.', '/');
    }

    /** Returns the first such class. */
    Optional<Class<?>> first() {
        String file = observer.getName().replace('.', '/') + SUFFIX;
        URL url = observer.getClassLoader() == null
                ? null
                : observer.getClassLoader().getResource(file);
        if (url == null || directory.isEmpty()) {
            return Optional.empty();
        }
        try {
            return url.getProtocol().equals("file") ? inFiles(url, file) : inJar(url);
        } catch (IOException | URISyntaxException | RuntimeException ignored) {
            // the search is a convenience and must not fail a deployment
            return Optional.empty();
        }
    }

    private Optional<Class<?>> inFiles(URL url, String file) throws IOException, URISyntaxException {
        String location = url.toURI().toString();
        Path root = Path.of(URI.create(location.substring(0, location.length() - file.length())));
        try (Stream<Path> files = Files.walk(root.resolve(directory))) {
            return first(
                    files.map(path -> root.relativize(path).toString().replace('\\', '/')),
                    name -> mentions(Files.newInputStream(root.resolve(name))));
        }
    }

    private Optional<Class<?>> inJar(URL url) throws IOException {
        if (!(url.openConnection() instanceof JarURLConnection connection)) {
            return Optional.empty();
        }
        // a cached jar would stay open after the application is undeployed
        connection.setUseCaches(false);
        try (JarFile jar = connection.getJarFile()) {
            return first(jar.stream().map(ZipEntry::getName), name -> mentions(jar.getInputStream(jar.getEntry(name))));
        }
    }

    private interface Check {
        boolean test(String name) throws IOException;
    }

    private Optional<Class<?>> first(Stream<String> names, Check mentions) {
        Predicate<String> mentioning = name -> {
            try {
                return mentions.test(name);
            } catch (IOException ignored) {
                return false;
            }
        };
        return names.filter(name -> name.startsWith(directory + "/") && name.endsWith(SUFFIX) && !name.contains("$"))
                .limit(MAX_CLASSES)
                .filter(mentioning)
                .flatMap(name -> implementation(name).stream())
                .findFirst();
    }

    private static boolean mentions(InputStream in) throws IOException {
        try (in) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).contains(MENTIONED);
        }
    }

    private Optional<Class<?>> implementation(String name) {
        try {
            Class<?> type = Class.forName(
                    name.substring(0, name.length() - SUFFIX.length()).replace('/', '.'),
                    false,
                    observer.getClassLoader());
            boolean concrete = AccessTokenProvider.class.isAssignableFrom(type)
                    && !Modifier.isAbstract(type.getModifiers())
                    && !type.isAnnotationPresent(Vetoed.class)
                    && !type.isAnnotationPresent(Alternative.class);
            return concrete ? Optional.of(type) : Optional.empty();
        } catch (ClassNotFoundException | LinkageError ignored) {
            return Optional.empty();
        }
    }
}
