// SPDX-License-Identifier: Apache-2.0
package org.drivechange.internal;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.enterprise.inject.spi.WithAnnotations;
import java.lang.System.Logger.Level;
import org.drivechange.DriveChange;
import org.drivechange.DriveChanges;

/**
 * Warns if an application uses the annotation without an implementation, which would have no effect. Adds no bean and
 * modifies no type.
 */
public class ImplementationCheck implements Extension {

    private static final System.Logger LOG = System.getLogger("org.drivechange");

    private volatile Class<?> annotated;
    private volatile boolean implemented;

    /** Called by the CDI container. */
    public ImplementationCheck() {}

    void annotated(@Observes @WithAnnotations(DriveChange.class) ProcessAnnotatedType<?> event) {
        annotated = event.getAnnotatedType().getJavaClass();
    }

    /** Detects the {@link DriveChanges} bean, which each implementation has. */
    void implemented(@Observes ProcessBean<?> event) {
        implemented |= event.getBean().getTypes().contains(DriveChanges.class);
    }

    void warn(@Observes AfterDeploymentValidation event) {
        if (annotated != null && !implemented) {
            LOG.log(
                    Level.WARNING,
                    "DRC1024 " + annotated.getName()
                            + " has @DriveChange, which has no effect: the application contains drivechange-api"
                            + " but no implementation. Add the dependency org.drivechange:drivechange.");
        }
    }
}
