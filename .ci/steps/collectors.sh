#!/usr/bin/env bash
# Telemetry as Zipkin and Prometheus receive it.
. "$(dirname "$0")/../documented.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# without its service
(cd "$work" && apt-get -qq download prometheus && dpkg -x prometheus_*.deb prometheus)
command=$(documented tck/README.md 'Pcollectors')
eval "$command -Ddrivechange.prometheus=$work/prometheus/usr/bin/prometheus"
