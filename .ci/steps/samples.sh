#!/usr/bin/env bash
# The quickstart, a renewal on a connection that the network has dropped, the WAR, and the installation.
. "$(dirname "$0")/../documented.sh"
command=$(documented README.md 'samples/quickstart')
eval "$command"
if command -v ip > /dev/null && unshare -n true 2> /dev/null; then
    tck/netns/dead-connection.sh
else
    echo "tck/netns: not run, as network namespaces cannot be created"
fi
command=$(documented samples/war/README.md 'samples/war')
eval "$command"
command=$(documented README.md 'pl impl -am install$')
eval "$command"
