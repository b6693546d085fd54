#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Every public function that may run out of memory is in the tables of t_oom: those that are given an allocator, by
# themselves or in their options, those that make an object, and those whose contract names PAIN_ENOMEM.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

# Prints the functions among the headers $@ that may run out of memory.
may_run_out()
{
    cat "$@" | awk '
        /^ *\/\*\*/ { contract = "" }
        { contract = contract " " $0 }
        /^PAIN_API/ { text = "" }
        /^PAIN_API/, /;/ { text = text " " $0 }
        /;/ && text != "" {
            if (match(text, /pain_[a-z0-9_]+ *\(/)) {
                name = substr(text, RSTART, RLENGTH - 1)
                sub(/ *$/, "", name)
                fails = text ~ /pain_status pain_/
                if (name == "pain_proportion_limits") # goes on without memory: tests/unit/t_proportion.c
                    next
                if (fails && (contract ~ /PAIN_ENOMEM/ ||
                    text ~ /pain_allocator|_interval_options|_test_options|_csv_options|_samples_options|_study_options/) ||
                    name ~ /_new$/)
                    print name
            }
            text = ""
        }' | sort -u
}

# Complains of functions of the headers $@ that are not in the table $scratch/list.
missing()
{
    may_run_out "$@" | grep -vxFf "$scratch/list" | sed 's/$/ is in no table of tests\/oom/'
}

"$PAIN_BUILDDIR/tests/oom/t_oom" --list | sort -u >"$scratch/list"
passes "each of $(may_run_out "$PAIN_SRCDIR"/include/painstat/*.h | wc -l) functions that may run out of memory is tested" \
    "$(missing "$PAIN_SRCDIR"/include/painstat/*.h)"

cat >"$scratch/new.h" <<'EOF'
/** Makes a thing. PAIN_ENOMEM writes NULL. */
PAIN_API PAIN_MUST_CHECK pain_status pain_thing_make(pain_thing **thing);
PAIN_API PAIN_MUST_CHECK pain_status pain_thing_measure(const pain_thing *thing,
                                                        const pain_interval_options *options,
                                                        double *size);
EOF
finds 'a function that names PAIN_ENOMEM is found' "$(missing "$scratch/new.h")" 'pain_thing_make is in no table'
finds 'a function with options that hold an allocator is found' "$(missing "$scratch/new.h")" 'pain_thing_measure is in no'
finish
