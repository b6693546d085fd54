#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What a packager and a user of the library do: install into a folder, build a program with pkg-config against it,
# shared and static, run it, and uninstall without a trace. Run in a configured tree.
set -eu
cd "${PAIN_BUILDDIR:-$(dirname "$0")/..}"

stage=$(mktemp -d "${TMPDIR:-/tmp}/painstat.XXXXXX")
trap 'rm -rf "$stage"' EXIT
trap 'exit 1' HUP INT TERM
cc=${CC:-cc}

fail()
{
    echo "installed: $*" >&2
    exit 1
}

prefix=$(sed -n 's/^prefix = //p' Makefile)
make -s install DESTDIR="$stage" >"$stage/log" 2>&1 || fail "make install failed: $(tail "$stage/log")"
rm "$stage/log"
root=$stage$prefix

# pkg-config would put the folder in front of system packages too, so only painstat's own file gets the real place.
pc=$(find "$root" -name painstat.pc)
[ -n "$pc" ] || fail 'painstat.pc is not installed'
PKG_CONFIG_PATH=$(dirname "$pc")
export PKG_CONFIG_PATH
pkg()
{
    pkg-config --define-variable=prefix="$root" "$@" painstat
}

libs=$(pkg --libs-only-l)
[ "${libs% }" = -lpainstat ] || fail "pkg-config --libs gives $libs"
for header in painstat.h painstat/status.h painstat/version.h; do
    [ -f "$root/include/$header" ] || fail "$header is not installed"
done

cat >"$stage/program.c" <<'TEXT'
#include <painstat.h>
#include <stdio.h>
#include <string.h>

int main(void)
{
    puts(pain_version());
    puts(pain_status_text(PAIN_OK));
    return strcmp(pain_version(), PAIN_VERSION);
}
TEXT
version=$(pkg --modversion)
libdir=$(pkg --variable=libdir)

# try KIND COMMAND...: compiles, runs, and compares the version that the program prints.
try()
{
    kind=$1
    shift
    "$@" || fail "$kind: does not compile"
    got=$(LD_LIBRARY_PATH=$libdir "$stage/program" | head -n 1)
    [ "$got" = "$version" ] || fail "$kind: the program says '$got', not $version"
    echo "installed: a $kind program works"
}

if [ -f "$libdir/libpainstat.so" ]; then
    # shellcheck disable=SC2046,SC2086 # flags are words
    try shared $cc -o "$stage/program" "$stage/program.c" $(pkg --cflags --libs)
fi
if [ -f "$libdir/libpainstat.a" ]; then
    # shellcheck disable=SC2046,SC2086
    try static $cc -o "$stage/program" "$stage/program.c" $(pkg --cflags) "$libdir/libpainstat.a" \
        $(pkg --static --libs | sed 's/-lpainstat//')
fi

rm -f "$stage/program" "$stage/program.c"
make -s uninstall DESTDIR="$stage" >/dev/null 2>&1 || fail 'make uninstall failed'
left=$(find "$stage" -type f -o -type l)
[ -z "$left" ] || fail "make uninstall left $left"
echo 'installed: uninstalling leaves nothing'
