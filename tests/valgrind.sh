#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Test programs under valgrind's memory checker, which sees what sanitizers do not: values that were never set. In a
# built tree (make check TESTS= builds the programs); some minutes.
#
#   tests/valgrind.sh [PROGRAM...]      such as t_csv; without one those that handle memory most
set -eu
cd "$(dirname "$0")/.."

[ $# -gt 0 ] || set -- t_options t_sessions t_cohort t_csv t_csv_records t_claim t_report t_summary t_privacy t_suppress
status=0
for program in "$@"; do
    make -s "tests/unit/$program"
    log=$(mktemp)
    if CK_FORK=no CK_TIMEOUT_MULTIPLIER=100 PAIN_SRCDIR=. valgrind --quiet --error-exitcode=9 --leak-check=full \
        --errors-for-leak-kinds=definite "tests/unit/$program" >"$log" 2>&1; then
        echo "$program: nothing found"
    else
        echo "$program: FAILED"
        head -n 40 "$log"
        status=1
    fi
    rm -f "$log"
done
exit "$status"
