// SPDX-License-Identifier: Apache-2.0
package org.drivechange.samples.war;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
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
        tomcat.start();
    }

    GraphSimulator graph() {
        return graph;
    }

    /** Returns the URL of the page. */
    String url() {
        return "http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + CONTEXT + "/";
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
