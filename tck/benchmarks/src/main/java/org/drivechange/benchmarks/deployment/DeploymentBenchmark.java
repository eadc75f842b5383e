// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.deployment;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.drivechange.benchmarks.BenchmarkSuite;
import org.drivechange.benchmarks.Durations;
import org.drivechange.benchmarks.report.Report;
import org.drivechange.benchmarks.report.TemporaryDirectory;

/** Measures the deployment time and the loaded classes with and without DriveChange. */
public final class DeploymentBenchmark implements BenchmarkSuite {

    private static final int[] OBSERVERS = {0, 10, 100, 1_000};

    @Override
    public void measure(Durations durations, Report report)
            throws IOException, InterruptedException, URISyntaxException {
        Jars jars = Jars.ofThisProcess();
        try (TemporaryDirectory temporary = TemporaryDirectory.create()) {
            Map<Integer, DeploymentComparison> comparisons = comparisons(temporary.directory(), jars);
            int rounds = durations == Durations.FULL ? 6 : 1;
            for (int round = 0; round < rounds; round++) {
                for (DeploymentComparison comparison : comparisons.values()) {
                    comparison.deploy();
                }
            }
            new DeploymentReport(comparisons, jars).addTo(report);
        }
    }

    private static Map<Integer, DeploymentComparison> comparisons(Path directory, Jars jars) throws IOException {
        Path logging = Files.writeString(directory.resolve("logging.properties"), ".level=OFF");
        Map<Integer, DeploymentComparison> comparisons = new TreeMap<>();
        for (int observers : OBSERVERS) {
            Path application = Files.createDirectory(directory.resolve(observers + "-observers"));
            ApplicationWriter.write(application, observers);
            comparisons.put(
                    observers,
                    new DeploymentComparison(
                            new ProbeProcess(application, jars.without(), logging),
                            new ProbeProcess(application, jars.with(), logging)));
        }
        return comparisons;
    }
}
