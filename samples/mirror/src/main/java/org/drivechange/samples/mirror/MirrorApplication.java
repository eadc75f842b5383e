// SPDX-License-Identifier: Apache-2.0
package org.drivechange.samples.mirror;

import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.enterprise.inject.spi.DeploymentException;
import java.io.IOException;
import org.drivechange.DriveChanges;
import org.eclipse.microprofile.config.ConfigProvider;

/** Runs {@link DriveMirror} until a line or the end of the standard input is read. */
public final class MirrorApplication {

    private MirrorApplication() {}

    /**
     * Starts the sample, which is configured by system properties or variables.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) throws IOException {
        if (ConfigProvider.getConfig()
                .getOptionalValue("mirror.file", String.class)
                .isEmpty()) {
            System.err.println("Expected -Dmirror.file=<path of the index>.");
            System.exit(2);
        }
        try (SeContainer application = SeContainerInitializer.newInstance().initialize()) {
            DriveChanges changes = application.select(DriveChanges.class).get();
            changes.watches().forEach(watch -> System.out.println("The mirror follows " + watch.target() + "."));
            System.out.println("Press Enter to stop.");
            System.in.read();
        } catch (DeploymentException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }
}
