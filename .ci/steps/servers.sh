#!/usr/bin/env bash
# The TCK on every application server. Weld SE and OpenWebBeans SE are part of the default build; Helidon needs a JDK 21.
. "$(dirname "$0")/../documented.sh"
excluded='!weld-se,!owb-se'
if ! ./mvnw -B -ntp -q -N org.apache.maven.plugins:maven-toolchains-plugin:3.2.0:select-jdk-toolchain \
    -Dtoolchain.jdk.version='[21,)' > /dev/null 2>&1; then
    echo "Helidon is not tested, as Maven finds no JDK 21"
    excluded+=',!helidon'
fi
command=$(documented tck/README.md 'Pservers')
eval "$command -pl '$excluded'"
