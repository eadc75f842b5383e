// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.se;

import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.enterprise.inject.spi.BeanManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.protocol.ProtocolDescription;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.container.spi.context.annotation.DeploymentScoped;
import org.jboss.arquillian.core.api.InstanceProducer;
import org.jboss.arquillian.core.api.annotation.Inject;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.exporter.ExplodedExporter;

/**
 * Container for one application at a time. Its classes have their own class path entry; its libraries are those of this
 * process.
 */
public final class JavaSeContainer implements DeployableContainer<EmptyConfiguration> {

    @Inject
    @DeploymentScoped
    private InstanceProducer<BeanManager> beanManager;

    private RunningApplication running;

    private record RunningApplication(SeContainer container, ApplicationClassLoader loader, ClassLoader previous) {

        void stop() {
            try (loader) {
                container.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                Thread.currentThread().setContextClassLoader(previous);
            }
        }
    }

    @Override
    public Class<EmptyConfiguration> getConfigurationClass() {
        return EmptyConfiguration.class;
    }

    @Override
    public void setup(EmptyConfiguration configuration) {}

    @Override
    public void start() {}

    @Override
    public void stop() {}

    @Override
    public ProtocolDescription getDefaultProtocol() {
        return new ProtocolDescription("Local");
    }

    @Override
    public ProtocolMetaData deploy(Archive<?> archive) throws DeploymentException {
        Thread thread = Thread.currentThread();
        ClassLoader previous = thread.getContextClassLoader();
        Path web = exploded(archive).resolve("WEB-INF");
        ApplicationClassLoader loader =
                new ApplicationClassLoader(web.resolve("classes"), Files.exists(web.resolve("lib")), previous);
        thread.setContextClassLoader(loader);
        try {
            SeContainer container = SeContainerInitializer.newInstance().initialize();
            running = new RunningApplication(container, loader, previous);
            beanManager.set(container.getBeanManager());
            return new ProtocolMetaData();
        } catch (RuntimeException | Error e) {
            thread.setContextClassLoader(previous);
            throw new DeploymentException("The container did not start: " + e.getMessage(), e);
        }
    }

    @Override
    public void undeploy(Archive<?> archive) {
        if (running != null) {
            running.stop();
            running = null;
        }
    }

    private static Path exploded(Archive<?> archive) {
        try {
            Path directory = Files.createTempDirectory(Path.of("target"), "application");
            archive.as(ExplodedExporter.class).exportExploded(directory.toFile());
            return directory.resolve(archive.getName());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
