#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The shared library built here against that of an earlier version, by abidiff (Debian: abigail-tools), which knows
# types as the compiler does. By hand, before a release:
#
#   tests/abi/compare.sh [VERSION]      a tag or commit; without it the last tag
#
# The status is abidiff's: 0 nothing changed, 4 something did, 12 in a way that breaks programs.
set -eu
cd "$(dirname "$0")/../.."

version=${1:-$(git describe --tags --abbrev=0)}
then=$(mktemp -d "${TMPDIR:-/var/tmp}/painstat.XXXXXX")
trap 'rm -rf "$then"' EXIT
trap 'exit 1' HUP INT TERM
git archive "$version" | tar xf - -C "$then"
(
    cd "$then"
    ./bootstrap build || { autoreconf -fi && ./configure --quiet --disable-static && make -s -j2; }
) >"$then.log" 2>&1 || {
    tail -n 20 "$then.log"
    exit 1
}
rm -f "$then.log"
abidiff --headers-dir1 "$then/include" --headers-dir2 include --drop-private-types \
    "$then/.libs/libpainstat.so" .libs/libpainstat.so
