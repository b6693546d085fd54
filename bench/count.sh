#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Prints the instructions that one call of each case takes, "case,instructions": the same at every run on the same machine and build,
# whatever else it does. Needs valgrind. Whole numbers of two builds tell whether something became slower.
# usage: bench/count.sh PROGRAM...
set -eu
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

command -v valgrind >/dev/null || { echo 'no valgrind, so no instruction counts' >&2; exit 0; }
for program; do
    number=0
    while "$program" "$number" >"$scratch/name"; do
        # libtool's wrapper runs the program proper.
        valgrind --tool=callgrind --trace-children=yes --toggle-collect=bench_once --callgrind-out-file="$scratch/%p" \
            "$program" "$number" >/dev/null 2>"$scratch/log"
        echo "$(cat "$scratch/name"),$(sed -n 's/.*Collected : //p' "$scratch/log" | sort -n | tail -1)"
        number=$((number + 1))
    done
done
