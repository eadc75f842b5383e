#!/usr/bin/env bash
# Runs the long tests: faults, freezes, floods, full heaps, and thousands of simulated months.
. "$(dirname "$0")/../documented.sh"
command=$(documented tck/README.md 'Psoak')
eval "$command"
