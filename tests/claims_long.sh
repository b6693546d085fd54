#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Reported figures against brute force, many more cases than in make check: existence, bounds of counts, numbers of
# samples, figures of pairs, figures of true data. Minutes; the numbers of cases stand in docs/claims.md.
# usage: tests/claims_long.sh BUILD_FOLDER, after make check there
set -eu
build=${1:?usage: tests/claims_long.sh BUILD_FOLDER}
cd "$(dirname "$0")/.."
PAIN_SRCDIR=$PWD
CK_DEFAULT_TIMEOUT=36000
CK_TAP_LOG_FILE_NAME=-
export PAIN_SRCDIR CK_DEFAULT_TIMEOUT CK_TAP_LOG_FILE_NAME
for run in figures:5 implied:5 samples:10 true_figures:20 paired_samples:1250 all_pairings:30; do
    echo "# t_${run%:*}, ${run#*:} times"
    PAIN_TIMES=${run#*:} "$build/tests/unit/t_${run%:*}"
done
