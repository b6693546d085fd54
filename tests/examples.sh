#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Each example, run in examples/, prints what stands beside it, takes at most 60 lines, and includes nothing but
# <painstat.h> and the C library.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/tap.sh"

# Complains of the example with the path $1 without .c.
shape()
{
    lines=$(wc -l <"$1.c")
    [ "$lines" -le 60 ] || echo "${1##*/}.c has $lines lines"
    grep '#[ 	]*include' "$1.c" | grep -v -E '<(painstat|[a-z]+)\.h>'
}

# Complains of what the program of the example $1 does.
output()
{
    program=$PAIN_BUILDDIR/examples/$1
    [ -x "$program" ] || {
        echo "it is not built: is it in examples/Makemodule.am?"
        return
    }
    (cd "$PAIN_SRCDIR/examples" && "$program") >"$scratch/out" 2>"$scratch/err" </dev/null ||
        echo "exit status $?"
    cat "$scratch/err"
    diff -u "$PAIN_SRCDIR/examples/$1.out" "$scratch/out" 2>&1
}

set -- "$PAIN_SRCDIR"/examples/[0-9][0-9]_*.c
[ -f "$1" ] || skip_all 'there are no examples yet'
for source in "$@"; do
    name=$(basename "$source" .c)
    passes "$name prints what it should" "$(output "$name")"
    passes "$name is short and needs <painstat.h> alone" "$(shape "${source%.c}")"
done

awk 'BEGIN { print "#include \"base/base.h\""; for (i = 0; i < 60; i++) print "int x;" }' >"$scratch/planted.c"
finds 'a long example is found' "$(shape "$scratch/planted")" 'has 61 lines'
finds 'an internal header is found' "$(shape "$scratch/planted")" 'base/base.h'
finish
