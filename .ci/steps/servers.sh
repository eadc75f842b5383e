#!/usr/bin/env bash
# Runs the TCK on all servers. Helidon needs a JDK 21.
. "$(dirname "$0")/../documented.sh"
command=$(documented tck/README.md 'Pservers')
if ! ./mvnw -B -ntp -q -N org.apache.maven.plugins:maven-toolchains-plugin:3.2.0:select-jdk-toolchain \
    -Dtoolchain.jdk.version='[21,)' > /dev/null 2>&1; then
    echo "Helidon is not tested, as Maven finds no JDK 21"
    command=${command/-Pservers/-Pservers -pl \'!helidon\'}
fi
eval "$command"
