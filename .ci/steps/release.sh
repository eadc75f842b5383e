#!/usr/bin/env bash
# A release into a local staging repository: signs with a key of its own, checks the bundle that Maven Central would get, and
# builds a project outside the build from it.
. "$(dirname "$0")/../documented.sh"

work=$(mktemp -d)
trap 'GNUPGHOME=$work/keys gpgconf --kill all; rm -rf "$work"' EXIT
git clone -q . "$work/project"
export GNUPGHOME=$work/keys
mkdir -m 700 "$GNUPGHOME"
gpg -q --batch --passphrase '' --quick-generate-key 'DriveChange gate <gate@drivechange.invalid>' rsa3072 sign 1d

version=$(documented .github/CONTRIBUTING.md 'versions:set')
release=$(documented .github/CONTRIBUTING.md 'Prelease')
cd "$work/project"
eval "$version"
eval "$release -q -DskipUpload -Dmaven.install.skip"

staging=$work/staging
(mkdir "$staging" && cd "$staging" && jar -xf "$work/project/target/central-publishing/central-bundle.zip")
for artifact in drivechange-api drivechange drivechange-simulator drivechange-tck; do
    for file in .pom .jar -sources.jar -javadoc.jar -cyclonedx.json; do
        file=$staging/org/drivechange/$artifact/0.1.0/$artifact-0.1.0$file
        gpg -q --verify "$file.asc" "$file" 2> "$work/verified" || { cat "$work/verified" >&2; exit 1; }
        for sum in md5 sha1 sha256; do
            [ "$(cat "$file.$sum")" = "$("${sum}sum" "$file" | cut -d' ' -f1)" ] || { echo "$file.$sum does not match" >&2; exit 1; }
        done
    done
    for element in name description url licenses developers scm; do
        grep -q "<$element[ >]" "$staging/org/drivechange/$artifact/0.1.0/$artifact-0.1.0.pom" ||
            { echo "the pom of $artifact has no $element" >&2; exit 1; }
    done
done
./mvnw -B -ntp -f .ci/release/pom.xml -Dmaven.repo.local="$work/repository" -Dstaging="file://$staging" \
    -Dreleased.version=0.1.0 test
