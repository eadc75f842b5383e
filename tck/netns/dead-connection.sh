#!/usr/bin/env bash
# Tests a renewal on a dead connection to Graph with the TCP stacks of two network namespaces: the simulator (TLS, HTTP/2) runs in
# one, the quickstart in the other. After the session has opened, the kernels discard all packets of the established connections
# to Graph, without RST or FIN; new connections and the WebSocket work.
# Prints the number of attempts and the duration of the renewal, and whether the session was lost. The exit code is 0 if the renewal
# took two attempts and the session stayed open. Needs root, Linux, iproute2, a JDK (JAVA_HOME or PATH) and the packaged quickstart.
set -euo pipefail
cd "$(dirname "$0")/../.."

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
jar=$PWD/samples/quickstart/target/drivechange-quickstart.jar
graph_port=8443
socket_port=8444
target=/me/drive/root
url=https://localhost:$graph_port
server=drc-server-$$
client=drc-client-$$

work=$(mktemp -d)
processes=()
finish() {
    exec 3>&- || true
    for process in "${processes[@]}"; do
        kill "$process" 2> /dev/null || true
        timeout 5 tail --pid="$process" -f /dev/null || kill -9 "$process" 2> /dev/null || true
    done
    ip netns del "$server" 2> /dev/null || true
    ip netns del "$client" 2> /dev/null || true
    rm -rf "$work"
}
trap finish EXIT
fail() {
    echo "$1" >&2
    cat "$work"/*.log >&2
    exit 1
}
# waits until a command succeeds, for a number of seconds
within() {
    local end=$((SECONDS + $1))
    shift
    until "$@" > /dev/null 2>&1; do
        [ "$SECONDS" -lt "$end" ] || fail "timeout: $*"
        sleep 0.2
    done
}
control() { ip netns exec "$server" curl -skf "$@"; }
answered_twice() { [ "$(control "$url/control/requests" | grep -o socketIo | wc -l)" -ge 2 ]; }
positioned() { grep -qs deltaLink "$work"/positions/*; }
beyond_first_subscription() { [ "$SECONDS" -ge $((opened + 22)) ]; }

# the simulator listens on 127.0.0.1 of its namespace; packets of the client to 127.0.0.1 are routed there
if ! ip netns add "$server" || ! ip netns add "$client" ||
    ! ip netns exec "$server" sh -c 'echo 0 > /proc/sys/net/ipv4/ip_forward'; then
    echo "network namespaces cannot be created"
    exit 77
fi
ip link add va netns "$server" type veth peer name vb netns "$client"
ip -n "$server" addr add 192.0.2.1/24 dev va
ip -n "$client" addr add 192.0.2.2/24 dev vb
ip -n "$server" link set lo up
ip -n "$server" link set va up
ip -n "$client" link set vb up
for end in "$server va" "$client vb"; do
    read -r namespace link <<< "$end"
    ip netns exec "$namespace" sh -c "
        echo 1 > /proc/sys/net/ipv4/conf/$link/route_localnet
        echo 0 > /proc/sys/net/ipv4/ip_forward # prevents ICMP errors"
    # the discard rules must precede the table of local addresses
    ip -n "$namespace" rule add pref 100 lookup local
    ip -n "$namespace" rule del pref 0
done
ip -n "$client" route add 127.0.0.1 via 192.0.2.1 src 192.0.2.2

"${java%java}keytool" -genkeypair -keystore "$work/key.p12" -storetype PKCS12 -storepass changeit -alias simulator -keyalg EC \
    -groupname secp256r1 -dname CN=localhost -ext san=dns:localhost -validity 2 2> /dev/null
ip netns exec "$server" "$java" -cp "$jar" org.drivechange.simulator.GraphSimulator --graph-port $graph_port \
    --socket-port $socket_port --keystore "$work/key.p12" --subscription-life PT20S > "$work/simulator.log" 2>&1 &
processes+=($!)
within 20 grep -q graph.url= "$work/simulator.log"

mkfifo "$work/keys"
exec 3<> "$work/keys"
ip netns exec "$client" "$java" -Djavax.net.ssl.trustStore="$work/key.p12" -Djavax.net.ssl.trustStorePassword=changeit \
    -XX:StartFlightRecording=filename="$work/seen.jfr,settings=$PWD/impl/src/main/resources/META-INF/drivechange.jfc,dumponexit=true" \
    -Ddrivechange.renew-before=PT10S -Ddrivechange.connect-timeout=PT3S \
    -jar "$jar" --token any --graph-url "$url/v1.0" --positions "$work/positions" < "$work/keys" > "$work/quickstart.log" 2>&1 &
quickstart=$!
processes+=($quickstart)
within 20 grep -q OPENED "$work/quickstart.log"
opened=$SECONDS
within 5 positioned # otherwise the first read of the delta opens another connection

# ports of the connections to discard
mapfile -t ports < <(ip netns exec "$client" ss -Htn state established dport = :$graph_port | awk '{ sub(/.*:/, "", $3); print $3 }')
[ "${#ports[@]}" -gt 0 ] || fail "no established connection to Graph"
for port in "${ports[@]}"; do
    ip -n "$server" rule add pref 10 iif va ipproto tcp sport "$port" dport $graph_port blackhole
    ip -n "$client" rule add pref 10 iif vb ipproto tcp sport $graph_port dport "$port" blackhole
done

within 30 answered_twice
within 30 beyond_first_subscription # expires after 20 s
control -X POST "$url/control/drive/create" -d "{\"target\":\"$target\",\"parent\":\"/\",\"name\":\"a.txt\"}" > /dev/null
within 5 grep -q CHANGED "$work/quickstart.log"
lost=$(grep -c 'CLOSED\|CATCH_UP' "$work/quickstart.log" || true)
echo >&3
ended() { ! kill -0 "$quickstart"; }
within 20 ended

"${java%java}jfr" print --events org.drivechange.GraphRequest,org.drivechange.SessionState "$work/seen.jfr" > "$work/seen.log"
# the first request opened the session; the renewal ends with the next request that Graph answered
read -r attempts seconds < <(awk '
    function time(text) { split(text, part, ":"); return part[1] * 3600 + part[2] * 60 + part[3] }
    /^org.drivechange.GraphRequest/ { request = 1 }
    /^org.drivechange.SessionState/ { request = 0 }
    $1 == "urlTemplate" && !/socketIo/ { request = 0 }
    $1 == "startTime" { at = time($3) }
    $1 == "status" && request { requests++; if (requests > 1 && !answered) { attempts++; answered = $3 == 200 } }
    $1 == "to" && /RENEWING/ && !begun { begun = at }
    $1 == "to" && /OPEN/ && begun && answered && !ended { ended = at }
    END { print attempts + 0, ended ? sprintf("%.1f", (ended - begun + 86400) % 86400) : "never" }' "$work/seen.log")
echo "$("$java" -version 2>&1 | head -1): ${#ports[@]} dead connection(s); renewed after $attempts attempt(s)" \
    "in $seconds s with a connect-timeout of 3 s; session $([ "$lost" = 0 ] && echo stayed open || echo was lost)"
[ "$lost" = 0 ] && [ "$attempts" = 2 ] && [ "$seconds" != never ] || fail "expected 2 attempts and an open session"
