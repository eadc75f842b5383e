// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.tomee;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.container.LifecycleException;
import org.jboss.arquillian.container.spi.client.protocol.ProtocolDescription;
import org.jboss.arquillian.container.spi.client.protocol.metadata.HTTPContext;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.container.spi.client.protocol.metadata.Servlet;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;

/** Container that runs TomEE in a separate process, a {@link TomEEServer}, controlled by lines of text. */
public final class TomEEContainer implements DeployableContainer<TomEEConfiguration> {

    private TomEEConfiguration configuration;
    private Process server;
    private PrintWriter commands;
    private BufferedReader answers;

    @Override
    public Class<TomEEConfiguration> getConfigurationClass() {
        return TomEEConfiguration.class;
    }

    @Override
    public void setup(TomEEConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    public ProtocolDescription getDefaultProtocol() {
        return new ProtocolDescription("Servlet 5.0");
    }

    @Override
    public void start() throws LifecycleException {
        try {
            server = new ProcessBuilder(commandLine())
                    .redirectError(configuration.log().toFile())
                    .start();
            commands = new PrintWriter(server.outputWriter(), true);
            answers = server.inputReader();
            expectDone(answers.readLine());
        } catch (IOException e) {
            throw new LifecycleException("TomEE did not start; see " + configuration.log(), e);
        }
    }

    private List<String> commandLine() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(configuration.javaVmArguments());
        command.addAll(
                List.of("--add-opens=java.base/java.lang=ALL-UNNAMED", "--add-opens=java.base/java.net=ALL-UNNAMED"));
        command.addAll(List.of(
                "-cp",
                configuration.libraries().resolve("*") + File.pathSeparator + Path.of("target", "test-classes")));
        command.addAll(List.of(TomEEServer.class.getName(), String.valueOf(configuration.port())));
        return command;
    }

    @Override
    public void stop() throws LifecycleException {
        commands.close();
        try {
            if (!server.waitFor(30, TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            server.destroyForcibly();
            throw new LifecycleException("The wait for TomEE to stop was interrupted", interrupted);
        }
    }

    @Override
    public ProtocolMetaData deploy(Archive<?> archive) throws DeploymentException {
        try {
            Path file = Files.createTempDirectory(Path.of("target"), "application")
                    .toAbsolutePath()
                    .resolve(archive.getName());
            archive.as(ZipExporter.class).exportTo(file.toFile());
            command("deploy " + file);
        } catch (IOException e) {
            throw new DeploymentException(archive.getName() + ": " + e.getMessage(), e);
        }
        String context = "/" + name(archive);
        return new ProtocolMetaData()
                .addContext(new HTTPContext("127.0.0.1", configuration.port())
                        .add(new Servlet("ArquillianServletRunnerEE9", context)));
    }

    @Override
    public void undeploy(Archive<?> archive) throws DeploymentException {
        try {
            command("undeploy " + name(archive));
        } catch (IOException e) {
            throw new DeploymentException(archive.getName() + ": " + e.getMessage(), e);
        }
    }

    private static String name(Archive<?> archive) {
        return archive.getName().replaceFirst("\\.[a-z]+$", "");
    }

    private void command(String command) throws IOException {
        commands.println(command);
        expectDone(answers.readLine());
    }

    private static void expectDone(String answer) throws IOException {
        if (!TomEEServer.DONE.equals(answer)) {
            throw new IOException(answer == null ? "TomEE has ended" : answer);
        }
    }
}
