#!/usr/bin/env bash
# The benchmarks of allocated bytes. The other chapters are run by hand.
. "$(dirname "$0")/../documented.sh"
./mvnw -B -ntp -q -DskipTests -Pbenchmarks -pl tck/benchmarks -am verify \
    -Ddrivechange.benchmarks=short -Ddrivechange.suites=micro
