// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.implementation;

import static org.drivechange.tck.Application.jar;

import com.fasterxml.jackson.core.JsonFactory;
import jakarta.enterprise.inject.spi.Extension;
import java.util.ServiceLoader;
import org.drivechange.DriveChange;
import org.drivechange.tck.spi.ArchiveExtender;
import org.jboss.shrinkwrap.api.container.LibraryContainer;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * Adds the jars of the dependency {@code org.drivechange:drivechange} to {@code WEB-INF/lib}, or an EAR's {@code lib}.
 */
public final class DriveChangeJars implements ArchiveExtender {

    @Override
    public void extend(WebArchive application) {
        addTo(application);
    }

    @Override
    public void extend(EnterpriseArchive application) {
        addTo(application);
    }

    private static void addTo(LibraryContainer<?> application) {
        application.addAsLibraries(jar(DriveChange.class), jar(extension()), jar(JsonFactory.class));
    }

    private static Class<?> extension() {
        return ServiceLoader.load(Extension.class).stream()
                .map(ServiceLoader.Provider::type)
                .filter(type -> type.getPackageName().startsWith("org.drivechange."))
                .findFirst()
                .orElseThrow();
    }
}
