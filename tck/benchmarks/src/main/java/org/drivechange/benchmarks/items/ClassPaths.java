// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.items;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.drivechange.DriveChange;
import org.drivechange.impl.cdi.DriveChangeExtension;

/**
 * Class paths of the readers. The SDK has its own, which its module writes to a file.
 *
 * @param microsoftGraph directory of the SDK's module
 */
record ClassPaths(Path microsoftGraph) {

    static ClassPaths of(Path module) {
        return new ClassPaths(module.resolve("microsoft-graph"));
    }

    /** Returns the class path of the SDK's reader. */
    String ofMicrosoftGraph() throws IOException {
        return microsoftGraph.resolve("target/classes") + File.pathSeparator + dependencies();
    }

    private String dependencies() throws IOException {
        return Files.readString(microsoftGraph.resolve("target/class-path")).strip();
    }

    /** Returns the jars that an application with the SDK needs. */
    List<Path> microsoftGraphJars() throws IOException {
        return Stream.of(dependencies().split(File.pathSeparator)).map(Path::of).toList();
    }

    /** Returns the jars that a Jakarta EE application with DriveChange needs. */
    static List<Path> driveChangeJars() throws URISyntaxException {
        return List.of(of(DriveChangeExtension.class), of(DriveChange.class), of(JsonFactory.class));
    }

    static long bytes(List<Path> jars) throws IOException {
        long bytes = 0;
        for (Path jar : jars) {
            if (!Files.isRegularFile(jar)) {
                throw new IllegalStateException(jar + " is not a jar; package the modules first");
            }
            bytes += Files.size(jar);
        }
        return bytes;
    }

    private static Path of(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
