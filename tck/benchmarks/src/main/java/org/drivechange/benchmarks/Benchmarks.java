// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.drivechange.benchmarks.deployment.DeploymentBenchmark;
import org.drivechange.benchmarks.growth.ScalingBenchmark;
import org.drivechange.benchmarks.items.ItemsBenchmark;
import org.drivechange.benchmarks.micro.MicroBenchmarks;
import org.drivechange.benchmarks.path.ThroughputBenchmark;
import org.drivechange.benchmarks.report.Report;
import org.drivechange.benchmarks.sessions.SessionsBenchmark;

/** Program that runs the benchmark suites, and prints and writes the report. */
public final class Benchmarks {

    private Benchmarks() {}

    /**
     * Runs the suites.
     *
     * @param arguments the module's directory; {@code full} or {@code short}; the suites, separated by commas, empty for
     *     all
     */
    public static void main(String[] arguments) throws Exception {
        Path module = Path.of(arguments[0]);
        Durations durations = Durations.valueOf(arguments[1].toUpperCase(Locale.ROOT));
        Map<String, BenchmarkSuite> suites = suites(module);
        List<String> requested = arguments.length < 3 || arguments[2].isBlank()
                ? List.copyOf(suites.keySet())
                : List.of(arguments[2].split(","));
        Report report = new Report();
        for (String name : requested) {
            BenchmarkSuite suite = suites.get(name);
            if (suite == null) {
                throw new IllegalArgumentException("Unknown suite " + name + "; expected one of " + suites.keySet());
            }
            long start = System.nanoTime();
            suite.measure(durations, report);
            System.out.printf("%s: measured in %d s%n", name, (System.nanoTime() - start) / 1_000_000_000);
        }
        boolean complete = durations == Durations.FULL && requested.size() == suites.size();
        Path results = module.resolve(complete ? "results" : "target/results");
        System.out.println(report.write(results, machine()));
    }

    private static Map<String, BenchmarkSuite> suites(Path module) {
        Map<String, BenchmarkSuite> suites = new LinkedHashMap<>();
        suites.put("path", new ThroughputBenchmark(module));
        suites.put("sessions", new SessionsBenchmark(module));
        suites.put("growth", new ScalingBenchmark(module));
        suites.put("deployment", new DeploymentBenchmark());
        suites.put("items", new ItemsBenchmark(module));
        suites.put("micro", new MicroBenchmarks());
        return suites;
    }

    private static String machine() {
        Runtime machine = Runtime.getRuntime();
        return machine.availableProcessors() + " processors, Java " + Runtime.version() + ", "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch");
    }
}
