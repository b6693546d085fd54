#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs the cases of the command. A case is a folder here with
#
#   cmd             one shell command line in which painstat is the built program; a first line "# ..." describes it
#   out, err        what it writes to standard output and standard error; without the file: nothing
#   status          its exit status; without the file: 0
#   expect.<file>   what <file> holds afterwards
#
# and any input files. It runs in a copy of the input files, where data/ is examples/data, with LC_ALL=C.
#
#   tests/cli/run.sh [CASE...]                   runs these cases, or all
#   PAIN_ACCEPT=1 tests/cli/run.sh CASE...       writes down what the command does now as what is expected
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

cases=$PAIN_SRCDIR/tests/cli
PATH=$PAIN_BUILDDIR/tools:$PATH
export PATH

# differs WANTED GOT: complains when the file GOT is not like WANTED; no file WANTED means an empty one.
differs()
{
    if [ ! -f "$1" ]; then
        [ -s "$2" ] || return 0
        set -- /dev/null "$2"
    elif cmp -s "$1" "$2"; then
        return 0
    fi
    echo "${3-${2##*/}} differs (- expected, + got):"
    diff -u "$1" "$2" 2>&1 | sed 1,2d
}

# keep GOT WANTED: writes an expectation down; an empty one is no file.
keep()
{
    if [ -s "$1" ]; then
        cp "$1" "$2"
    else
        rm -f "$2"
    fi
}

# Complains of differences between what the case $1 expects and what it did.
compare()
{
    differs "$1/out" "$scratch/out"
    differs "$1/err" "$scratch/err"
    [ "$got" -eq "$wanted" ] || echo "exit status $got instead of $wanted"
    for expected in "$1"/expect.*; do
        [ ! -f "$expected" ] || differs "$expected" "$work/${expected##*/expect.}"
    done
}

# Makes what the case $1 did its expectation.
accept()
{
    keep "$scratch/out" "$1/out"
    keep "$scratch/err" "$1/err"
    rm -f "$1/status"
    [ "$got" -eq 0 ] || echo "$got" >"$1/status"
    for expected in "$1"/expect.*; do
        [ ! -f "$expected" ] || cp "$work/${expected##*/expect.}" "$expected"
    done
}

run_case()
{
    name=${1##*/}
    if [ ! -f "$1/cmd" ]; then
        passes "$name" "$1/cmd is missing"
        return
    fi
    title=
    while IFS= read -r line || [ -n "$line" ]; do
        case $line in
        '# '*) [ -n "$title" ] || title=": ${line#\# }" ;;
        *) break ;;
        esac
    done <"$1/cmd"
    wanted=0
    [ ! -f "$1/status" ] || read -r wanted <"$1/status"

    work=$scratch/$name
    mkdir "$work"
    cp -R "$1/." "$work"
    rm -f "$work/cmd" "$work/out" "$work/err" "$work/status" "$work"/expect.*
    [ -e "$work/data" ] || ln -s "$PAIN_SRCDIR/examples/data" "$work/data"
    (cd "$work" && exec sh "$1/cmd") >"$scratch/out" 2>"$scratch/err" </dev/null
    got=$?
    if [ -n "${PAIN_ACCEPT-}" ]; then
        passes "$name$title (accepted)" "$(accept "$1" 2>&1)"
    else
        passes "$name$title" "$(compare "$1")"
    fi
}

grep -q 'tools/painstat' "$PAIN_BUILDDIR/Makefile" || skip_all 'there is no command in this tree yet'
if [ $# -eq 0 ]; then
    for folder in "$cases"/*/; do
        [ -d "$folder" ] && set -- "$@" "$(basename "$folder")"
    done
    [ $# -gt 0 ] || passes 'there are cases' "no folder in $cases"
fi
for name in "$@"; do
    run_case "$cases/$name"
done
finish
