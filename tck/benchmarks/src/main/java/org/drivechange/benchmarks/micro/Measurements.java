// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.micro;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.drivechange.benchmarks.Effort;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What all the benchmarks found, each by its class and method. */
final class Figures {

    private final Map<String, Figure> all = new HashMap<>();

    private Figures() {}

    /** Runs them, each in a JVM of its own. */
    static Figures measure(Effort effort) throws RunnerException {
        Figures figures = new Figures();
        for (RunResult result : new Runner(options(effort).build()).run()) {
            String[] name = result.getParams().getBenchmark().split("\\.");
            figures.all.put(name[name.length - 2] + "." + name[name.length - 1], Figure.of(result));
        }
        return figures;
    }

    Figure of(Class<?> benchmarks, String method) {
        return all.get(benchmarks.getSimpleName() + "." + method);
    }

    private static ChainedOptionsBuilder options(Effort effort) {
        boolean full = effort == Effort.FULL;
        return new OptionsBuilder()
                .include("^org\\.drivechange\\.")
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .addProfiler(GCProfiler.class)
                .forks(1)
                .jvmArgsPrepend("-Xms256m", "-Xmx256m")
                .warmupIterations(1)
                .warmupTime(TimeValue.milliseconds(full ? 3000 : 100))
                // short, so that some are left alone by whatever else runs, and long enough for collections of garbage
                .measurementIterations(full ? 12 : 1)
                .measurementTime(TimeValue.milliseconds(full ? 200 : 100))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
    }
}
