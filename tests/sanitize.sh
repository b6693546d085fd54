#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The whole suite under the address, leak and undefined-behaviour sanitizers, in build-sanitize/. Check's fork mode stays
# on, so that a report names its test.
# shellcheck source=tests/variant.sh
. "$(dirname "$0")/variant.sh"

ASAN_OPTIONS=detect_leaks=1:detect_stack_use_after_return=1:strict_string_checks=1:check_initialization_order=1
UBSAN_OPTIONS=print_stacktrace=1
export ASAN_OPTIONS UBSAN_OPTIONS

variant build-sanitize '-g -O1 -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all'
status=0
# shellcheck disable=SC2119 # the argument is for make
variant_check || status=1

# A report that a test swallowed is a report all the same.
reports='ERROR: (Address|Leak|UndefinedBehavior)Sanitizer|runtime error:'
found=$(find tests -name '*.log' -exec grep -h -E -A 12 "$reports" {} +) || true
if [ -n "$found" ]; then
    status=1
    echo 'a sanitizer reports:'
    printf '%s\n' "$found" | head -n 60
fi
exit "$status"
