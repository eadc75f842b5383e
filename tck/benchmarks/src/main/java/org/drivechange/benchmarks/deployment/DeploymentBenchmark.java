// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.deployment;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.drivechange.benchmarks.Chapter;
import org.drivechange.benchmarks.Effort;
import org.drivechange.benchmarks.report.Report;

/** The cost to the application: how much longer it takes to deploy, and how much is loaded. */
public final class DeploymentChapter implements Chapter {

    private static final int[] OBSERVERS = {0, 10, 100, 1_000};

    @Override
    public void measure(Effort effort, Report report) throws IOException, InterruptedException, URISyntaxException {
        Jars jars = Jars.ofThisProcess();
        try (Scratch scratch = Scratch.create()) {
            Map<Integer, Comparison> comparisons = comparisons(scratch.directory(), jars);
            int rounds = effort == Effort.FULL ? 6 : 1;
            for (int round = 0; round < rounds; round++) {
                for (Comparison comparison : comparisons.values()) {
                    comparison.deploy();
                }
            }
            new Cost(comparisons, jars).tell(report);
        }
    }

    private static Map<Integer, Comparison> comparisons(Path directory, Jars jars) throws IOException {
        Path silence = Files.writeString(directory.resolve("logging.properties"), ".level=OFF");
        Map<Integer, Comparison> comparisons = new TreeMap<>();
        for (int observers : OBSERVERS) {
            Path application = Files.createDirectory(directory.resolve(observers + "-observers"));
            Archive.write(application, observers);
            comparisons.put(
                    observers,
                    new Comparison(
                            new Fork(application, jars.without(), silence),
                            new Fork(application, jars.with(), silence)));
        }
        return comparisons;
    }
}
