// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;

/** Writes an application: a directory with an empty {@code beans.xml} and beans with observers. */
final class ApplicationWriter {

    private static final int METHODS_PER_BEAN = 100;

    private ApplicationWriter() {}

    /**
     * Writes an application.
     *
     * @param directory an existing directory
     * @param observers the number of observers, each with its own target
     */
    static void write(Path directory, int observers) throws IOException {
        Path marker = directory.resolve("META-INF/beans.xml");
        Files.createDirectories(marker.getParent());
        Files.createFile(marker);
        List<String> sources = new ArrayList<>();
        // Weld does not start without beans
        for (int first = 0; first == 0 || first < observers; first += METHODS_PER_BEAN) {
            Path source = directory.resolve("Bean" + first + ".java");
            Files.writeString(source, bean(first, Math.min(observers, first + METHODS_PER_BEAN)));
            sources.add(source.toString());
        }
        compile(directory, sources);
    }

    /** Uses {@code @Observes}, so that the method is a CDI observer with and without DriveChange. */
    private static String bean(int first, int end) {
        StringBuilder methods = new StringBuilder();
        for (int number = first; number < end; number++) {
            methods.append("""
                        void changed%1$d(@Observes @DriveChange(target = "/drives/d%1$d/root") DriveNotification n) {}
                    """.formatted(number));
        }
        return """
                import jakarta.enterprise.context.ApplicationScoped;
                import jakarta.enterprise.event.Observes;
                import org.drivechange.DriveChange;
                import org.drivechange.DriveNotification;

                @ApplicationScoped
                public class Bean%d {
                %s}
                """.formatted(first, methods);
    }

    private static void compile(Path directory, List<String> sources) {
        List<String> arguments =
                new ArrayList<>(List.of("-d", directory.toString(), "-cp", System.getProperty("java.class.path")));
        arguments.addAll(sources);
        int failed = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        if (failed != 0) {
            throw new IllegalStateException("the generated beans do not compile");
        }
    }
}
