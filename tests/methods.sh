#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Every interval method and every test of the lists in the public headers is reached by painstat interval or painstat
# compare, and stands in docs/methods.md.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/tap.sh"

PATH=$PAIN_BUILDDIR/tools:$PATH
export PATH

# keys LIST: the keys of X(NAME, NUMBER, "KEY", ...), but for the default.
keys()
{
    sed -n "/^#define $1(/,/^typedef/p" "$PAIN_SRCDIR/include/painstat/$2.h" | tr '\n' ' ' |
        grep -o 'X([A-Z0-9_]*, [0-9]*, *\\* *"[^"]*"' | sed 's/.*"\(.*\)"/\1/' | grep -vx default | sort
}

# Groups 1 and 2, clusters 1 to 4; baseline and endpoint.
printf '%s\n' 1,1,8,2 1,1,7,1 1,2,5,4 1,2,6,1 1,3,6,3 2,3,7,5 2,3,8,4 2,4,9,8 2,4,4,4 2,1,6,5 >"$scratch/all"
cut -d, -f1,3,4 "$scratch/all" >"$scratch/groups"
cut -d, -f1,4 "$scratch/all" >"$scratch/ends_of_groups"
cut -d, -f3,4 "$scratch/all" >"$scratch/pairs"
cut -d, -f2,3,4 "$scratch/all" >"$scratch/clusters"
cut -d, -f4 "$scratch/all" >"$scratch/ends"
printf '%s\n' 3,9,2,8 5,11,3,12 >"$scratch/strata"
printf '%s\n' 3,9 5,11 4,6 >"$scratch/parts"

# reach: the second column, or for K/N the sixth, of every table that the two commands make.
reach()
{
    painstat interval --format csv 3/9 | cut -d, -f6
    painstat interval --format csv --prior 1,1 3/9 | cut -d, -f6
    {
        painstat interval --format csv --pairs "$scratch/pairs"
        painstat interval --format csv --pairs "$scratch/clusters" --parts clusters
        painstat interval --format csv --values "$scratch/ends" --range 0,10
        painstat interval --format csv --strata "$scratch/parts"
        painstat interval --format csv --clusters "$scratch/parts"
        painstat compare --format csv 3/9 2/8
        painstat compare --format csv --null 0.4 3/9
        painstat compare --format csv --paired 3 5 2 1
        painstat compare --format csv --pairs "$scratch/pairs"
        painstat compare --format csv --samples "$scratch/groups"
        painstat compare --format csv --samples "$scratch/ends_of_groups"
        painstat compare --format csv --strata "$scratch/strata"
    } >"$scratch/tables"
    grep -v '^test,' "$scratch/tables" | cut -d, -f2
}

reach | sort -u >"$scratch/reached"
grep '^test,' "$scratch/tables" | cut -d, -f2 | sort -u >"$scratch/tested"

# all_in KEYS FILE: complains of the keys that the file has no line for.
all_in()
{
    [ -s "$1" ] || echo "the header has no list"
    comm -23 "$1" "$2"
}

# documented KEYS: complains of the keys that docs/methods.md does not show as code.
documented()
{
    while read -r key; do
        grep -q "\`$key\`" "$PAIN_SRCDIR/docs/methods.md" || echo "$key"
    done <"$1"
}

keys PAIN_METHOD_LIST method >"$scratch/methods"
keys PAIN_TEST_METHOD_LIST test >"$scratch/tests"
passes "every interval method is reached by a command" "$(all_in "$scratch/methods" "$scratch/reached")"
passes "every test is reached by a command" "$(all_in "$scratch/tests" "$scratch/tested")"
passes "every interval method is documented" "$(documented "$scratch/methods")"
passes "every test is documented" "$(documented "$scratch/tests")"

printf '%s\n' zz-unheard-of >>"$scratch/methods"
finds 'a method that no command reaches is found' "$(all_in "$scratch/methods" "$scratch/reached")" 'zz-unheard-of'
finds 'a method that is not documented is found' "$(documented "$scratch/methods")" 'zz-unheard-of'
finish
