#!/usr/bin/env bash
# Runs the default build.
. "$(dirname "$0")/../documented.sh"
command=$(documented README.md '^./mvnw -B -ntp verify$')
eval "$command -Ddrivechange.browser.required=true"
