#!/usr/bin/env bash
# Runs the quickstart, the test of a dead connection, the tests of the mirror and the WAR, and the installation.
. "$(dirname "$0")/../documented.sh"
command=$(documented README.md 'samples/quickstart')
eval "$command"
# with the JDK of the build and the newest one
if command -v ip > /dev/null; then
    newest=$({ find /usr/lib/jvm -mindepth 1 -maxdepth 1 -type d 2> /dev/null || true; } | sed -E 's/.*[^0-9]([0-9]+)[^0-9].*/\1 &/' | sort -n | tail -1 | cut -d' ' -f2)
    tck/netns/dead-connection.sh || [ $? = 77 ]
    JAVA_HOME=$newest tck/netns/dead-connection.sh || [ $? = 77 ]
fi
command=$(documented samples/mirror/README.md 'samples\.mirror')
eval "$command"
command=$(documented samples/war/README.md 'samples/war')
eval "$command"
command=$(documented README.md 'pl impl -am install$')
eval "$command"
