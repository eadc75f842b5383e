#!/usr/bin/env bash
# Runs the simulator, the quickstart with a token, and a sign-in followed by the quickstart with its cache.
. "$(dirname "$0")/../documented.sh"

work=$(mktemp -d)
simulator=
trap 'kill -- "-$simulator" 2> /dev/null || true; rm -rf "$work"' EXIT

# Starts the simulator in its own process group and waits until it has printed a line.
simulate() {
    local command
    command=$(documented tck/README.md 'tck/simulator')
    set -m
    eval "$command ${2:-}" > "$work/simulator" &
    simulator=$!
    set +m
    for _ in $(seq 60); do grep -q "$1" "$work/simulator" && break; sleep 1; done
    url=$(sed -n 's/^ *drivechange.graph.url=//p' "$work/simulator")
}

quickstart() {
    { sleep 5; echo; } | java "${trust[@]}" -jar samples/quickstart/target/drivechange-quickstart.jar --graph-url "$url" --positions "$work/positions" "$@" |
        tee "$work/output"
    grep -q OPENED "$work/output"
}

command=$(documented samples/sign-in/README.md 'samples/sign-in')
eval "$command"

trust=()
simulate graph.url=
quickstart --token anything
kill -- "-$simulator"

simulate trustStore '-Dexec.args=--sign-in'
read -ra trust < <(grep trustStore= "$work/simulator")
authority=$(sed -n 's/^ *drivechange.oauth.authority=//p' "$work/simulator")
application=(--client-id any --authority "$authority" --cache "$work/cache/tokens.json")
java "${trust[@]}" -jar samples/sign-in/target/drivechange-sign-in.jar "${application[@]}" > "$work/sign-in" &
signing=$!
for _ in $(seq 30); do grep -q 'type the code' "$work/sign-in" && break; sleep 1; done
code=$(sed -n 's/.*type the code \(.*\)\.$/\1/p' "$work/sign-in")
curl -sf -X POST "${url%/v1.0}/control/sign-in/approve" -d "{\"userCode\":\"$code\"}"
wait "$signing"
cat "$work/sign-in"
quickstart "${application[@]}"
