#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What README.md and docs/ show is what the programs print. A block that begins with "$ painstat ..." is run in the
# source folder, and its lines compared; "[...]" stands for any number of lines left out. The C program is compiled
# against the library and prints the line quoted below it. Links lead to files.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/tap.sh"

painstat=$PAIN_BUILDDIR/tools/painstat

# Complains where the block in the file $1 is not the output $2, "[...]" skipping lines.
compare()
{
    awk -v output="$2" '
        BEGIN { while ((getline line < output) > 0) got[++n] = line; at = 1 }
        $0 == "[...]" { skip = 1; next }
        {
            from = at
            while (skip && at <= n && got[at] != $0)
                at++
            if (at > n || got[at] != $0) {
                print "not printed: " $0
                at = from
            } else
                at++
            skip = 0
        }
        END { if (!skip && at <= n) print "also printed: " got[at] }' "$1"
}

# Splits the blocks of the document $1 that run painstat into $scratch/block.N, the command on the first line.
blocks()
{
    rm -f "$scratch"/block.*
    awk -v base="$scratch/block." '
        /^```/ { inside = !inside; first = inside; open = 0; next }
        inside && first && /^\$ painstat / { n++; open = 1; print substr($0, 3) > (base n); first = 0; next }
        { first = 0 }
        inside && open { print > (base n) }' "$1"
}

check_block()
{
    command=$(sed 1q "$1")
    sed 1d "$1" >"$scratch/want"
    (cd "$PAIN_SRCDIR" && eval "\"$painstat\" ${command#painstat }") >"$scratch/got" 2>&1 ||
        echo "exit status $?"
    compare "$scratch/want" "$scratch/got"
}

# Prints the names of files that the document $1 links to and that are not there.
dead_links()
{
    sed -n 's/](\([^)]*\))/\n<\1>\n/gp' "$1" | sed -n 's/^<\(.*\)>$/\1/p' | grep -v -E '^(#|http)' |
        while read -r link; do
            [ -e "$(dirname "$1")/${link%%#*}" ] || echo "$1: no $link"
        done
}

# Prints the keys in the lists of methods and tests of the header $1 that the document $2 does not explain.
unexplained()
{
    tr '\n' ' ' <"$1" | grep -o 'X(PAIN_[A-Z_0-9]*, *\\* *[0-9]*, *\\* *"[^"]*"' | sed 's/.*"\(.*\)"/\1/' |
        while read -r key; do
            [ "$key" = default ] || grep -qF "\`$key\`" "$2" || echo "$2: no \`$key\`"
        done
}

c_program()
{
    awk '/^```c$/ { on = 1; next } /^```/ { on = 0 } on' "$PAIN_SRCDIR/README.md" >"$scratch/near_zero.c"
    # shellcheck disable=SC2086 # a compiler with its options
    "$PAIN_BUILDDIR/libtool" --silent --tag=CC --mode=link $PAIN_CC ${PAIN_CFLAGS-} -I"$PAIN_SRCDIR/include" \
        -I"$PAIN_BUILDDIR/include" -o "$scratch/near_zero" "$scratch/near_zero.c" \
        "$PAIN_BUILDDIR/libpainstat.la" 2>&1 || return
    said=$("$scratch/near_zero")
    grep -qF "prints \`$said\`" "$PAIN_SRCDIR/README.md" || echo "it prints: $said"
}

# The rows of speed that the measurements give: seconds of painstat, and how many times longer the others take.
speed_rows()
{
    grep '^- made by\|^- machine' "$1" | sed 's/^- //; s/, load at the end.*//'
    for rows in sorted shuffled quoted; do
        awk -F ' *[|] *' -v rows="$rows" '$2 == rows { ratio[$3] = $7; if ($3 == "painstat") wall = $4 }
            END { printf "| %s | %s | %s | %s | %s |\n", rows, wall, ratio["DuckDB"], ratio["data.table"], ratio["pandas"] }' "$1"
    done
}

# The rows that a document does not have.
unquoted()
{
    speed_rows "$1" | while IFS= read -r row; do grep -qF "$row" "$2" || echo "not quoted: $row"; done
}

[ -x "$painstat" ] || skip_all 'there is no command yet'
for document in "$PAIN_SRCDIR/README.md" "$PAIN_SRCDIR"/docs/*.md; do
    name=${document#"$PAIN_SRCDIR"/}
    blocks "$document"
    for block in "$scratch"/block.*; do
        [ -f "$block" ] || continue
        passes "$name: $(sed 1q "$block")" "$(check_block "$block")"
    done
    passes "$name: links lead somewhere" "$(dead_links "$document")"
done
for header in method test; do
    passes "docs/methods.md: every key in painstat/$header.h is explained" \
        "$(unexplained "$PAIN_SRCDIR/include/painstat/$header.h" "$PAIN_SRCDIR/docs/methods.md")"
done
passes 'README.md: the C program compiles and prints what is quoted' "$(c_program)"
passes 'README.md: speed as in bench/sessions.md' "$(unquoted "$PAIN_SRCDIR/bench/sessions.md" "$PAIN_SRCDIR/README.md")"

printf 'a\n[...]\nd\n' >"$scratch/want"
printf 'a\nb\nc\n' >"$scratch/got"
finds 'a line that is not printed is found' "$(compare "$scratch/want" "$scratch/got")" 'not printed: d'
printf 'a\n' >"$scratch/want"
finds 'a line that is left out is found' "$(compare "$scratch/want" "$scratch/got")" 'also printed: b'
printf '%s\n' 'X(PAIN_METHOD_A, 1, "known", "")' 'X(PAIN_METHOD_B, 2, \' '"missing", "")' >"$scratch/header"
printf '%s\n' 'The method `known`.' >"$scratch/document"
finds 'a key that is not explained is found' "$(unexplained "$scratch/header" "$scratch/document")" 'no `missing`'
sed 's/^| sorted | painstat | [0-9.]*/| sorted | painstat | 9.99/' "$PAIN_SRCDIR/bench/sessions.md" >"$scratch/sessions.md"
finds 'a time that was not measured is found' "$(unquoted "$scratch/sessions.md" "$PAIN_SRCDIR/README.md")" '| sorted | 9.99'
finish
