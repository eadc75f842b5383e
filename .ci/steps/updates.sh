#!/usr/bin/env bash
# Lists newer patch releases of runtime dependencies. Needs the network and fails nothing.
. "$(dirname "$0")/../documented.sh"
command=$(documented tck/README.md 'versions:display-property-updates')
eval "$command" || echo "could not be checked"
