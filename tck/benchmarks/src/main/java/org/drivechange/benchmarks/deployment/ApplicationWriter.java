// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;

/** An application: a directory with an empty {@code beans.xml}, and beans that observe. */
final class Archive {

    private static final int METHODS_OF_A_BEAN = 100;

    private Archive() {}

    /**
     * Makes one.
     *
     * @param directory where; must be there
     * @param observers how many; each has a target of its own
     */
    static void write(Path directory, int observers) throws IOException {
        Path marker = directory.resolve("META-INF/beans.xml");
        Files.createDirectories(marker.getParent());
        Files.createFile(marker);
        List<String> sources = new ArrayList<>();
        // without any bean Weld does not start
        for (int first = 0; first == 0 || first < observers; first += METHODS_OF_A_BEAN) {
            Path source = directory.resolve("Bean" + first + ".java");
            Files.writeString(source, bean(first, Math.min(observers, first + METHODS_OF_A_BEAN)));
            sources.add(source.toString());
        }
        compile(directory, sources);
    }

    /** Written the long way, which is a CDI observer with DriveChange and without. */
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
