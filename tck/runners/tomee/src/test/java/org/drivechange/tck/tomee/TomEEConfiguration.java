// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.tomee;

import java.nio.file.Path;
import org.jboss.arquillian.container.spi.client.container.ContainerConfiguration;

/** What arquillian.xml says. */
public final class TomEEConfiguration implements ContainerConfiguration {

    private Path libraries;
    private Path log;
    private int port;

    public void setLibraries(String libraries) {
        this.libraries = Path.of(libraries);
    }

    public void setLog(String log) {
        this.log = Path.of(log);
    }

    public void setPort(int port) {
        this.port = port;
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

    @Override
    public void validate() {}
}
