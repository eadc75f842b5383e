// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.tomee;

import java.nio.file.Path;
import java.util.List;
import org.jboss.arquillian.container.spi.client.container.ContainerConfiguration;

/** Container configuration in arquillian.xml. */
public final class TomEEConfiguration implements ContainerConfiguration {

    private Path libraries;
    private Path log;
    private int port;
    private List<String> javaVmArguments = List.of();

    public void setLibraries(String libraries) {
        this.libraries = Path.of(libraries);
    }

    public void setLog(String log) {
        this.log = Path.of(log);
    }

    public void setPort(int port) {
        this.port = port;
    }

    /** Separated by spaces. */
    public void setJavaVmArguments(String javaVmArguments) {
        this.javaVmArguments = List.of(javaVmArguments.split(" +"));
    }

    Path libraries() {
        return libraries;
    }

    Path log() {
        return log;
    }

    int port() {
        return port;
    }

    List<String> javaVmArguments() {
        return javaVmArguments;
    }

    @Override
    public void validate() {}
}
