// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.implementation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.drivechange.tck.spi.ArchiveExtender;
import org.jboss.shrinkwrap.api.container.LibraryContainer;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Adds the jars of a directory to a WAR or EAR, for servers without CDI or MicroProfile Config. */
public final class AddedJars implements ArchiveExtender {

    /** System property of the test process that names the directory; nothing is added if unset. */
    private static final String DIRECTORY = "tck.added-jars";

    @Override
    public void extend(WebArchive application) {
        addTo(application);
    }

    @Override
    public void extend(EnterpriseArchive application) {
        addTo(application);
    }

    private static void addTo(LibraryContainer<?> application) {
        String directory = System.getProperty(DIRECTORY, "");
        if (directory.isBlank()) {
            return;
        }
        try (Stream<Path> jars = Files.list(Path.of(directory))) {
            jars.forEach(jar -> application.addAsLibraries(jar.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
