#!/usr/bin/env bash
# Runs the tests with real Socket.IO servers.
. "$(dirname "$0")/../documented.sh"
command=$(documented tck/README.md 'Pinterop')
eval "$command -Ddrivechange.interop.required=true"
