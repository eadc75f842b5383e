// SPDX-License-Identifier: Apache-2.0
package org.drivechange.samples.war;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.scan.StandardJarScanner;
import org.drivechange.simulator.GraphSimulator;

/** Tomcat with the built WAR, Weld, SmallRye Config and a simulated Microsoft Graph. */
final class SampleServer implements AutoCloseable {

    static final String DRIVE = "/me/drive/root";

    private static final String CONTEXT = "/drivechange";

    private final GraphSimulator graph = GraphSimulator.start();
    private final Tomcat tomcat = new Tomcat();
    private final Context application;

    SampleServer() throws LifecycleException, IOException {
        System.setProperty("drivechange.graph.url", graph.graphUrl());
        System.setProperty("drivechange.token", "any-token-will-do-here");
        // items that are created before the first read are shown, too
        System.setProperty("drivechange.delta.start", "all");
        Path war = Path.of(System.getProperty("sample.war"));
        Path home = Files.createTempDirectory(war.getParent(), "tomcat");
        Files.createDirectory(home.resolve("webapps"));
        System.setProperty(
                "drivechange.delta.directory", home.resolve("positions").toString());
        tomcat.setBaseDir(home.toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        application = tomcat.addWebapp(CONTEXT, war.toString());
        // the scan of the jars of the tests takes seconds; those in WEB-INF/lib are still scanned
        StandardJarScanner scanner = new StandardJarScanner();
        scanner.setScanClassPath(false);
        application.setJarScanner(scanner);
        tomcat.start();
    }

    GraphSimulator graph() {
        return graph;
    }

    /** Returns the URL of the page. */
    String url() {
        return "http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + CONTEXT + "/";
    }

    /** Returns the page as the server renders it now. */
    String rendered() throws IOException {
        try (InputStream page = URI.create(url()).toURL().openStream()) {
            return new String(page.readAllBytes(), UTF_8);
        }
    }

    void undeploy() throws LifecycleException {
        application.stop();
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
        graph.close();
        System.clearProperty("drivechange.graph.url");
        System.clearProperty("drivechange.token");
        System.clearProperty("drivechange.delta.start");
        System.clearProperty("drivechange.delta.directory");
    }
}
