// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.drivechange.benchmarks.deployment.DeploymentChapter;
import org.drivechange.benchmarks.growth.Growth;
import org.drivechange.benchmarks.micro.Micro;
import org.drivechange.benchmarks.path.WholePath;
import org.drivechange.benchmarks.report.Report;
import org.drivechange.benchmarks.sessions.Sessions;

/** Measures everything, prints it, and writes it down. */
public final class Benchmarks {

    private Benchmarks() {}

    /**
     * Measures.
     *
     * @param arguments the module's directory; {@code full} or {@code short}; the chapters, with commas between them, empty
     *     for all
     */
    public static void main(String[] arguments) throws Exception {
        Path module = Path.of(arguments[0]);
        Effort effort = Effort.valueOf(arguments[1].toUpperCase(Locale.ROOT));
        Map<String, Chapter> chapters = chapters(module);
        List<String> wanted = arguments.length < 3 || arguments[2].isBlank()
                ? List.copyOf(chapters.keySet())
                : List.of(arguments[2].split(","));
        Report report = new Report();
        for (String name : wanted) {
            Chapter chapter = chapters.get(name);
            if (chapter == null) {
                throw new IllegalArgumentException("No chapter " + name + "; there are " + chapters.keySet());
            }
            long start = System.nanoTime();
            chapter.measure(effort, report);
            System.out.printf("%s: measured in %d s%n", name, (System.nanoTime() - start) / 1_000_000_000);
        }
        boolean whole = effort == Effort.FULL && wanted.size() == chapters.size();
        Path results = module.resolve(whole ? "results" : "target/results");
        System.out.println(report.write(results, machine()));
    }

    private static Map<String, Chapter> chapters(Path module) {
        Map<String, Chapter> chapters = new LinkedHashMap<>();
        chapters.put("path", new WholePath(module));
        chapters.put("sessions", new Sessions(module));
        chapters.put("growth", new Growth(module));
        chapters.put("deployment", new DeploymentChapter());
        chapters.put("micro", new Micro());
        return chapters;
    }

    private static String machine() {
        Runtime machine = Runtime.getRuntime();
        return machine.availableProcessors() + " processors, Java " + Runtime.version() + ", "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch");
    }
}
