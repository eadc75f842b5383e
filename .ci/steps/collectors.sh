#!/usr/bin/env bash
# Runs the tests with Zipkin and Prometheus.
. "$(dirname "$0")/../documented.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# dpkg -x does not install the service
(cd "$work" && apt-get -qq download prometheus && dpkg -x prometheus_*.deb prometheus)
command=$(documented tck/README.md 'Pcollectors')
eval "$command -Ddrivechange.prometheus=$work/prometheus/usr/bin/prometheus"
