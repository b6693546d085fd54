#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The suite under the address, leak and undefined-behaviour sanitizers, in build-sanitize/; with the argument "thread",
# what uses threads under the thread sanitizer, in build-thread/. Check's fork mode stays on, so that a report names
# its test.
# shellcheck source=tests/variant.sh
. "$(dirname "$0")/variant.sh"

ASAN_OPTIONS=detect_leaks=1:detect_stack_use_after_return=1:strict_string_checks=1:check_initialization_order=1
UBSAN_OPTIONS=print_stacktrace=1
TSAN_OPTIONS=halt_on_error=1
export ASAN_OPTIONS UBSAN_OPTIONS TSAN_OPTIONS

status=0
if [ "${1-}" = thread ]; then
    variant build-thread '-g -O1 -fsanitize=thread'
    variant_check TESTS='tests/unit/t_csv_alike tests/unit/t_csv_blocks tests/unit/t_csv_stops tests/unit/t_parallel tests/unit/t_summary
        tests/unit/t_threads tests/host/run.sh tests/cli/run.sh' || status=1
else
    variant build-sanitize '-g -O1 -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all'
    # shellcheck disable=SC2119 # the argument is for make
    variant_check || status=1
fi

# A report that a test swallowed is a report all the same.
reports='ERROR: (Address|Leak|UndefinedBehavior)Sanitizer|WARNING: ThreadSanitizer|runtime error:'
found=$(find tests -name '*.log' -exec grep -h -E -A 12 "$reports" {} +) || true
if [ -n "$found" ]; then
    status=1
    echo 'a sanitizer reports:'
    printf '%s\n' "$found" | head -n 60
fi
exit "$status"
