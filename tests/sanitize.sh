#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The whole suite under the address, leak and undefined-behaviour sanitizers, in build-sanitize/ beside the ordinary
# build. The sources are those of the tarball, since a tree that is configured cannot be built a second time.
# Check's fork mode stays on, so that a report names its test.
# usage: tests/sanitize.sh [thread]; "thread" runs what uses threads under the thread sanitizer instead, in
# build-thread/.
set -eu
cd "$(dirname "$0")/.."

jobs=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)
flags='-g -O1 -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all'
folder=build-sanitize
tests=
if [ "${1:-}" = thread ]; then
    flags='-g -O1 -fsanitize=thread'
    folder=build-thread
    tests='tests/unit/t_parallel tests/unit/t_csv_blocks tests/unit/t_summary tests/cli/run.sh'
fi

[ -f Makefile ] || ./bootstrap build
mkdir -p "$folder"
make -s distdir distdir="$folder/source" >"$folder/make.log" 2>&1 || {
    tail -n 40 "$folder/make.log"
    exit 1
}
cd "$folder"
if [ ! -f config.status ] || [ -n "$(find source/configure -newer config.status)" ]; then
    source/configure --quiet --disable-static CFLAGS="$flags" LDFLAGS="$flags" >configure.log 2>&1 || {
        tail -n 40 configure.log
        exit 1
    }
fi
rm -f test-suite.log

ASAN_OPTIONS=detect_leaks=1:detect_stack_use_after_return=1:strict_string_checks=1:check_initialization_order=1
UBSAN_OPTIONS=print_stacktrace=1
CK_TIMEOUT_MULTIPLIER=10 # of Check's time for a test, which is meant for plain code
TSAN_OPTIONS=halt_on_error=1
export ASAN_OPTIONS UBSAN_OPTIONS TSAN_OPTIONS CK_TIMEOUT_MULTIPLIER
status=0
make -j"$jobs" check ${tests:+TESTS="$tests"} >make.log 2>&1 </dev/null || status=1
if [ ! -f test-suite.log ]; then
    tail -n 40 make.log
    exit 1
fi
sed -n '/^# TOTAL:/,/^# ERROR:/p' test-suite.log
[ "$status" -eq 0 ] || grep -E '^(FAIL|XPASS|ERROR)' make.log || true

# A report that a test swallowed is a report all the same.
reports='ERROR: (Address|Leak|UndefinedBehavior)Sanitizer|WARNING: ThreadSanitizer|runtime error:'
found=$(find tests -name '*.log' -exec grep -h -E -A 12 "$reports" {} +) || true
if [ -n "$found" ]; then
    status=1
    echo 'a sanitizer reports:'
    printf '%s\n' "$found" | head -n 60
fi
passed=$(sed -n 's/^# PASS: *//p' test-suite.log)
if [ "${passed:-0}" -eq 0 ]; then
    echo 'no test ran'
    status=1
fi
exit "$status"
