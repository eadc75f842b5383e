#!/usr/bin/env bash
# Runs the JMH suite as a smoke test.
. "$(dirname "$0")/../documented.sh"
./mvnw -B -ntp -q -DskipTests -Pbenchmarks -pl tck/benchmarks -am verify \
    -Ddrivechange.benchmarks=short -Ddrivechange.suites=micro
