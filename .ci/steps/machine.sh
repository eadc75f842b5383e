#!/usr/bin/env bash
# Installs Chromium for the tests of the pages of the simulator and of samples/war.
set -euo pipefail
if ! command -v chromium > /dev/null || ! command -v chromedriver > /dev/null; then
    apt-get -qq update
    DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install chromium chromium-driver > /dev/null
fi
