# shellcheck shell=sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by the scripts that run the suite on a differently compiled painstat, in a folder beside the ordinary build.
# The sources are those of the tarball, since a tree that is configured cannot be built a second time.
set -eu
cd "$(dirname "$0")/.."
jobs=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)
CK_TIMEOUT_MULTIPLIER=10 # of Check's time for a test, which is meant for plain code
export CK_TIMEOUT_MULTIPLIER

# show_end LOG: the end of a log, and the end of the script.
show_end()
{
    tail -n 40 "$1"
    exit 1
}

# variant FOLDER FLAGS: configures the tarball's sources with the flags in FOLDER, and goes there.
variant()
{
    [ -f Makefile ] || ./bootstrap build
    mkdir -p "$1"
    make -s distdir distdir="$1/source" >"$1/make.log" 2>&1 || show_end "$1/make.log"
    cd "$1"
    if [ ! -f config.status ] || [ -n "$(find source/configure -newer config.status)" ]; then
        source/configure --quiet --disable-static CFLAGS="$2" LDFLAGS="$2" >configure.log 2>&1 ||
            show_end configure.log
    fi
}

# variant_check [MAKE-ARGUMENT...]: runs make check there, prints the totals and what failed; fails with it, and when no
# test ran.
variant_check()
{
    rm -f test-suite.log
    result=0
    make -j"$jobs" check "$@" >make.log 2>&1 </dev/null || result=1
    [ -f test-suite.log ] || show_end make.log
    sed -n '/^# TOTAL:/,/^# ERROR:/p' test-suite.log
    [ "$result" -eq 0 ] || grep -E '^(FAIL|XPASS|ERROR)' make.log || true
    if [ "$(sed -n 's/^# PASS: *//p' test-suite.log)" -eq 0 ]; then
        echo 'no test ran'
        result=1
    fi
    return "$result"
}
