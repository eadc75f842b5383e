#!/usr/bin/env bash
# Compares the allocated bytes of the JMH suite with allocations.properties, and reads some items with each reader.
. "$(dirname "$0")/../documented.sh"
./mvnw -B -ntp -q -T1 -DskipTests -Pbenchmarks -pl tck/benchmarks -am verify \
    -Ddrivechange.benchmarks=short -Ddrivechange.suites=micro,items
