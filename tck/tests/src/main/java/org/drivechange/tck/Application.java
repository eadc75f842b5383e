// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck;

import com.grack.nanojson.JsonParser;
import java.io.File;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.drivechange.tck.spi.ArchiveExtender;
import org.hamcrest.Matcher;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.ClassAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Builder of an application under test: its beans, its configuration and the TCK's own classes. */
public final class Application {

    /** The default account's access token in every application. */
    public static final String TOKEN = "token-of-the-default-account";

    private static final String MICROPROFILE_CONFIG = "META-INF/microprofile-config.properties";

    private static final Class<?>[] TCK_CLASSES = {
        SimulatorClient.class,
        EventCollector.class,
        ObserverCallLog.class,
        Timeouts.class,
        TckTestBeans.class,
        Assertion.class,
        RequiresServer.class,
        ServerIndependent.class,
        TckTest.class
    };

    private final Map<String, String> configuration = new TreeMap<>();
    private final WebArchive archive;

    private Application(String name) {
        this.archive = ShrinkWrap.create(WebArchive.class, name + ".war");
        configuration.put(SimulatorClient.KEY, SimulatorClient.ofTestProcess().address());
        configuration.put(
                "drivechange.graph.url", SimulatorClient.ofTestProcess().graphUrl());
        configuration.put("drivechange.token", TOKEN);
        configuration.put("drivechange.reconnect.delay", "PT0.2S");
        configuration.put("drivechange.reconnect.max-delay", "PT5S");
    }

    /** Creates an application with this name and context path. */
    public static Application named(String name) {
        return new Application(name);
    }

    /** Creates an application for a test class, with its nested beans. */
    public static Application of(Class<?> tests) {
        return named("tck-" + tests.getSimpleName()).with(tests);
    }

    /**
     * Adds classes with their nested classes, and their enclosing classes without other nested ones; CDI ignores nested
     * classes whose enclosing class is missing.
     */
    public Application with(Class<?>... classes) {
        archive.addClasses(classes);
        for (Class<?> type : classes) {
            for (Class<?> outer = type.getEnclosingClass(); outer != null; outer = outer.getEnclosingClass()) {
                archive.add(
                        new ClassAsset(outer),
                        "WEB-INF/classes/" + outer.getName().replace('.', '/') + ".class");
            }
        }
        return this;
    }

    /** Declares the implementations of a service. */
    public Application services(String service, Class<?>... implementations) {
        String names = Stream.of(implementations).map(Class::getName).collect(Collectors.joining("\n"));
        archive.addAsResource(new StringAsset(names), "META-INF/services/" + service);
        return this;
    }

    /** Sets a configuration key. */
    public Application configured(String key, String value) {
        configuration.put(key, value);
        return this;
    }

    /** Removes a default configuration key. */
    public Application without(String key) {
        configuration.remove(key);
        return this;
    }

    /** Returns the WAR with the implementation's jars. */
    public WebArchive war() {
        WebArchive war = warWithoutImplementation().addClasses(TCK_CLASSES).addAsLibraries(testLibraries());
        ServiceLoader.load(ArchiveExtender.class).forEach(extender -> extender.extend(war));
        return war;
    }

    /** Returns the WAR with its beans and configuration only, without an implementation and the tests' libraries. */
    public WebArchive warWithoutImplementation() {
        return archive.addAsResource(beansXml(), "META-INF/beans.xml")
                .addAsResource(microprofileConfig(), MICROPROFILE_CONFIG);
    }

    /**
     * Returns an EAR of these modules with the configuration of the first; the implementation's jars are in its
     * {@code lib}.
     */
    public static EnterpriseArchive ear(String name, Application... modules) {
        JavaArchive common = ShrinkWrap.create(JavaArchive.class, "common.jar")
                .addClasses(TCK_CLASSES)
                .addAsResource(beansXml(), "META-INF/beans.xml")
                .addAsResource(modules[0].microprofileConfig(), MICROPROFILE_CONFIG);
        EnterpriseArchive ear = ShrinkWrap.create(EnterpriseArchive.class, name + ".ear")
                .addAsLibraries(testLibraries())
                .addAsLibrary(common);
        for (Application module : modules) {
            ear.addAsModule(module.archive.addAsResource(beansXml(), "META-INF/beans.xml"));
        }
        ServiceLoader.load(ArchiveExtender.class).forEach(extender -> extender.extend(ear));
        return ear;
    }

    private static StringAsset beansXml() {
        return new StringAsset("""
                <beans xmlns="https://jakarta.ee/xml/ns/jakartaee" version="4.0" bean-discovery-mode="annotated"/>
                """);
    }

    private StringAsset microprofileConfig() {
        return new StringAsset(configuration.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("\n")));
    }

    /** Returns the tests' libraries. */
    private static JavaArchive[] testLibraries() {
        return new JavaArchive[] {
            jar(Assertions.class), jar(Awaitility.class), jar(Matcher.class), jar(JsonParser.class)
        };
    }

    /** Returns the jar of a class. */
    public static JavaArchive jar(Class<?> type) {
        try {
            File file = new File(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
            JavaArchive jar = ShrinkWrap.create(JavaArchive.class, type.getSimpleName() + ".jar");
            return file.isFile()
                    ? ShrinkWrap.createFromZipFile(JavaArchive.class, file)
                    : jar.as(org.jboss.shrinkwrap.api.importer.ExplodedImporter.class)
                            .importDirectory(file)
                            .as(JavaArchive.class);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
