// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.deployment;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.drivechange.DriveChange;
import org.drivechange.impl.cdi.DriveChangeExtension;

/**
 * Class path of an application in Java SE, as described in the README.
 *
 * @param implementation the jar of DriveChange
 * @param api the jar of the API, which the observers need to compile
 * @param others Weld, Tyrus, SmallRye Config and Jackson, present with and without DriveChange
 */
record Jars(Path implementation, Path api, List<Path> others) {

    /** Other WebSocket clients, which would replace Tyrus, and dependencies of the benchmarks. */
    private static final Pattern NOT_DEPLOYED =
            Pattern.compile("(tomcat-|undertow|xnio|wildfly-|jmh-|jopt-|commons-math"
                    + "|HdrHistogram|xchart|VectorGraphics|netty-|socket\\.io|engine\\.io|okhttp|okio|kotlin|json-).*");

    static Jars ofThisProcess() throws URISyntaxException {
        Path implementation = of(DriveChangeExtension.class);
        Path api = of(DriveChange.class);
        List<Path> others = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(entry);
            if (!path.equals(implementation)
                    && !path.equals(api)
                    && !NOT_DEPLOYED.matcher(path.getFileName().toString()).matches()) {
                others.add(path);
            }
        }
        return new Jars(implementation, api, others);
    }

    List<Path> without() {
        List<Path> all = new ArrayList<>(others);
        all.add(api);
        return all;
    }

    List<Path> with() {
        List<Path> all = without();
        all.add(implementation);
        return all;
    }

    static long kilobytes(Path jar) throws IOException {
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException(jar + " is not a jar; package the modules first");
        }
        return Math.round(Files.size(jar) / 1024.0);
    }

    private static Path of(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
