// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.micro;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.drivechange.benchmarks.Durations;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Results of the JMH benchmarks by class and method. */
final class Measurements {

    private final Map<String, Measurement> all = new HashMap<>();

    private Measurements() {}

    /** Runs the benchmarks, each in its own JVM. */
    static Measurements measure(Durations durations) throws RunnerException {
        Measurements measurements = new Measurements();
        for (RunResult result : new Runner(options(durations).build()).run()) {
            String[] name = result.getParams().getBenchmark().split("\\.");
            measurements.all.put(name[name.length - 2] + "." + name[name.length - 1], Measurement.of(result));
        }
        return measurements;
    }

    Measurement of(Class<?> benchmarks, String method) {
        return of(benchmarks.getSimpleName() + "." + method);
    }

    /** Returns the result of a benchmark, such as {@code EncodeBenchmark.pong}. */
    Measurement of(String benchmark) {
        Measurement measurement = all.get(benchmark);
        if (measurement == null) {
            throw new IllegalArgumentException("Expected one of " + all.keySet() + " but found " + benchmark);
        }
        return measurement;
    }

    private static ChainedOptionsBuilder options(Durations durations) {
        boolean full = durations == Durations.FULL;
        return new OptionsBuilder()
                .include("^org\\.drivechange\\.")
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .addProfiler(GCProfiler.class)
                .forks(1)
                .jvmArgsPrepend("-Xms256m", "-Xmx256m")
                .warmupIterations(1)
                .warmupTime(TimeValue.milliseconds(full ? 3000 : 2000))
                // short, so that some iterations run undisturbed, and long enough to include garbage collections
                .measurementIterations(full ? 12 : 1)
                .measurementTime(TimeValue.milliseconds(full ? 200 : 100))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
    }
}
