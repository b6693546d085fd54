#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Times painstat summary on large session files beside DuckDB, data.table, pandas and wc -l, in turn, and writes tables
# of medians: bench/sessions.md. Whole processes: wall time, processor time and peak memory as the system counts them.
# usage: bench/sessions.sh BUILD_FOLDER [ROUNDS [MOST_PATIENTS]], after make there
# DuckDB runs where node finds @duckdb/node-api in the folder $DUCKDB; R and Python 3 ($PYTHON) where they have the
# packages. MOST_PATIENTS (1250000) ends the table of sizes; 12500000 are 10^8 sessions, 3.4 GB in $TMPDIR.
set -eu
build=$(cd "${1:?usage: bench/sessions.sh BUILD_FOLDER [ROUNDS [MOST_PATIENTS]]}" && pwd)
rounds=${2:-5}
most=${3:-1250000}
python=${PYTHON:-python3}
here=$(cd "$(dirname "$0")" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

(cd "$build" && make -s bench/sessions_file tools/painstat)
painstat="$build/tools/.libs/painstat"
[ -x "$painstat" ] || painstat="$build/tools/painstat"
LD_LIBRARY_PATH=$build/.libs${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
export LD_LIBRARY_PATH

# timed NAME COMMAND...: adds "NAME,wall,processor,MB" to the list; the input is standard input.
timed()
{
    name=$1
    shift
    /usr/bin/time -o "$scratch/time" -f '%e %U %S %M' "$@" >/dev/null
    awk -v name="$name" '{ printf "%s,%.2f,%.2f,%.0f\n", name, $1, $2 + $3, $4 / 1024 }' "$scratch/time" >>"$scratch/list"
}

# median COLUMN: of the list on standard input.
median()
{
    cut -d, -f"$1" | sort -n | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}

have_duckdb()
{
    [ -n "${DUCKDB:-}" ] && [ -d "$DUCKDB/node_modules/@duckdb/node-api" ] && command -v node >/dev/null
}

# One round on a file: every tool once.
round()
{
    timed "$1,painstat" "$painstat" summary "$2"
    timed "$1,painstat --threads 1" "$painstat" summary --threads 1 "$2"
    timed "$1,painstat on standard input" sh -c "cat '$2' | '$painstat' summary -"
    if have_duckdb; then
        cp "$here/sessions_duckdb.mjs" "$DUCKDB"
        timed "$1,DuckDB" node "$DUCKDB/sessions_duckdb.mjs" "$2"
    fi
    if Rscript -e 'library(data.table)' >/dev/null 2>&1; then timed "$1,data.table" Rscript "$here/sessions.R" "$2"; fi
    if "$python" -c 'import pandas' 2>/dev/null; then timed "$1,pandas" "$python" "$here/sessions.py" "$2"; fi
    timed "$1,wc -l" wc -l "$2"
}

# The table of medians of a file, with the ratio of each wall time to painstat's.
table()
{
    own=$(grep "^$1,painstat," "$scratch/list" | median 3)
    cut -d, -f1,2 "$scratch/list" | grep "^$1," | awk '!seen[$0]++' | while read -r key; do
        grep "^$key," "$scratch/list" >"$scratch/one"
        wall=$(median 3 <"$scratch/one")
        echo "| $1 | ${key#*,} | $wall | $(median 4 <"$scratch/one") | $(median 5 <"$scratch/one") | $(
            awk -v a="$wall" -v b="$own" 'BEGIN { printf "%.1f", a / b }') |"
    done
}

: >"$scratch/list"
"$build/bench/sessions_file" 1000000 >"$scratch/sorted"
"$build/bench/sessions_file" 1000000 shuffled >"$scratch/shuffled"
"$build/bench/sessions_file" 1000000 quoted >"$scratch/quoted"
for i in $(seq "$rounds"); do
    echo "round $i" >&2
    for file in sorted shuffled quoted; do round "$file" "$scratch/$file"; done
done
{
    cat <<END
# Reading session files

8.0 million sessions of 1.0 million patients, 266 MB (quoted, with CRLF: 370 MB), written by \`bench/sessions_file.c\`.
Medians of $rounds round(s) in turn; seconds of wall time, seconds of processor time, peak memory in MB, and the wall time
beside painstat's.

- made by \`bench/sessions.sh BUILD_FOLDER $rounds $most\` on $(date -u +%Y-%m-%d)
- machine: $(sed -n 's/^model name[^:]*: *//p' /proc/cpuinfo | head -1), $(nproc) processors, load at the end $(cut -d' ' -f1 /proc/loadavg)
- painstat: $("${CC:-cc}" --version | head -1), $(sed -n 's/^CFLAGS = //p' "$build/Makefile")

painstat does all of its work: every check, both endpoints, every measure under every missing rule. The others compute
the mean percent reduction from the first to the last score before a session and the share whose last score is at most
1; they check nothing.

| file | tool | wall | processor | MB | ratio |
| --- | --- | --- | --- | --- | --- |
END
    for file in sorted shuffled quoted; do table "$file"; done
    cat <<END

## Growth

painstat summary on files of growing size, rows in order and shuffled; nanoseconds of processor time a session, bytes of
peak memory a patient.

| sessions | file | wall | processor | MB | ns a session | bytes a patient |
| --- | --- | --- | --- | --- | --- | --- |
END
} >"$scratch/sessions.md"
patients=1250
while [ "$patients" -le "$most" ]; do
    for order in sorted shuffled; do
        "$build/bench/sessions_file" "$patients" "$order" >"$scratch/sized"
        : >"$scratch/list"
        for i in 1 2 3; do timed "$order,painstat" "$painstat" summary "$scratch/sized"; done
        awk -v n="$patients" -v order="$order" -v wall="$(median 3 <"$scratch/list")" -v cpu="$(median 4 <"$scratch/list")" \
            -v mb="$(median 5 <"$scratch/list")" 'BEGIN {
                printf "| %d | %s | %s | %s | %s | %.0f | %.0f |\n", 8 * n, order, wall, cpu, mb, cpu * 1e9 / (8 * n), mb * 1048576 / n }' \
            >>"$scratch/sessions.md"
    done
    patients=$((patients * 10))
done
if command -v valgrind >/dev/null; then
    "$build/bench/sessions_file" 20000 >"$scratch/sized"
    valgrind --tool=callgrind --callgrind-out-file="$scratch/callgrind" "$painstat" summary --threads 1 "$scratch/sized" \
        >/dev/null 2>&1
    {
        printf '\n## Where the time goes\n\nInstructions a session by function, 160,000 sessions, one thread (callgrind, which scans by vectors of 32 bytes).\n\n'
        printf '| instructions | function |\n| --- | --- |\n'
        callgrind_annotate --auto=no "$scratch/callgrind" | sed -n 's/^ *\([0-9,]*\) ( *[0-9.]*%)  \(.*\)$/\1 \2/p' |
            awk '{ n = $1; gsub(",", "", n); name = $2; sub(/.*\//, "", name); if (n / 160000 >= 20) printf "| %.0f | %s |\n", n / 160000, name }'
        cat <<END

What limits it: a sorted file runs three to four instructions in a cycle, so these are the limit, and reading the bytes takes
little of it (\`wc -l\`). A shuffled file takes half as long again, a very large one more than twice as long, for a third more
instructions: the rest is waiting for memory, because the slot, the label and the rows of a patient lie anywhere. Rows are
taken in the order of the file, by one thread at a time, while others read their blocks and pack rows that were taken: that is
what more processors wait for.
END
    } >>"$scratch/sessions.md"
fi
cp "$scratch/sessions.md" "$here/sessions.md"
