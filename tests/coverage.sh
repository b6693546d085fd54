#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# How much of lib/ the suite runs, by gcov and gcovr, in build-coverage/: lines and branches of each file, what is not
# reached in build-coverage/missed.txt, and the totals. Fails below 98 % of the lines or 92 % of the branches.
# shellcheck source=tests/variant.sh
. "$(dirname "$0")/variant.sh"

command -v gcovr >/dev/null || {
    echo 'coverage: gcovr is missing (Debian: apt-get install gcovr)' >&2
    exit 1
}
variant build-coverage '-g -O0 --coverage -fprofile-update=atomic'
find . -name '*.gcda' -delete
status=0
# shellcheck disable=SC2119 # the argument is for make
variant_check || status=1
gcovr -r source --object-directory . --filter 'source/lib/' --exclude-unreachable-branches --exclude-throw-branches \
    --fail-under-line 98 --fail-under-branch 92 --print-summary \
    --csv coverage.csv --txt missed.txt . >totals.txt || status=1
grep -E '^(lines|branches)' totals.txt
exit "$status"
