#!/usr/bin/env bash
# Runs the long tests: faults, freezes, floods, full heaps, thousands of simulated months, and the simulator's page in a browser.
. "$(dirname "$0")/../documented.sh"
command=$(documented tck/README.md 'Psoak')
eval "$command -Ddrivechange.browser.required=true"
