# Sourced by the steps. Changes to the root of the project.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# documented <page> <regular expression>: prints the first matching one-line command block of the page
documented() {
    awk -v wanted="$2" '/^```sh$/ { getline; if ($0 ~ wanted) { print; found = 1; exit } } END { exit !found }' "$1" ||
        { echo "no command in $1 matches $2" >&2; return 1; }
}
