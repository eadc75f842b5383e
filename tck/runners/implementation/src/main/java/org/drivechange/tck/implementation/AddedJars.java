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

/** What a user's WAR or EAR must bring besides, because the server has no CDI or no MicroProfile Config: the jars of a directory. */
public final class AddedJars implements ArchiveExtender {

    /** The directory: a system property beside the tests, without which nothing is added. */
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
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
