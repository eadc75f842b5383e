#!/usr/bin/env bash
# The benchmarks run. Their figures are not compared.
. "$(dirname "$0")/../documented.sh"
./mvnw -B -ntp -q -DskipTests -Pbenchmarks -pl tck/benchmarks -am verify \
    -Ddrivechange.benchmarks=short -Ddrivechange.chapters=path,deployment,micro
