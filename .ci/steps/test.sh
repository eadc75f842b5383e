#!/usr/bin/env bash
# The default build.
. "$(dirname "$0")/../documented.sh"
command=$(documented README.md '^./mvnw -B -ntp verify$')
eval "$command -Ddrivechange.browser.required=true"
