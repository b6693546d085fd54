#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Files of at most 500 lines, functions of at most 80, lines of C of at most 100 columns.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

# Complains of long files among those given.
long_files()
{
    awk '
        FNR == 1 { if (last != "" && lines > 500) print last " has " lines " lines"; last = FILENAME }
        { lines = FNR }
        END { if (lines > 500) print last " has " lines " lines" }' "$@"
}

# Complains of long functions among those given. By the layout, only a function has its braces alone on a line.
long_functions()
{
    awk '
        FNR == 1 { start = 0 }
        $0 == "{" { start = FNR }
        $0 == "}" && start { if (FNR - start + 1 > 82) print FILENAME ":" start ": a function of " FNR - start - 1 " lines"; start = 0 }
        ' "$@"
}

# Complains of wide lines among the files given.
wide_lines()
{
    LC_ALL=C.UTF-8 awk 'length($0) > 100 { print FILENAME ":" FNR ": " length($0) " columns" }' "$@"
}

cd "$PAIN_SRCDIR" || exit 1
find lib include tools tests fuzz examples \( -name '*.[ch]' -o -name '*.h.in' -o -name '*.sh' -o -name '*.R' -o -name '*.py' \) \
    -type f >"$scratch/files"
files=$(cat "$scratch/files")
# shellcheck disable=SC2086 # names without blanks
passes 'no file has more than 500 lines' "$(long_files $files)"
# shellcheck disable=SC2046
passes 'no function has more than 80 lines' "$(long_functions $(grep '\.[ch]$' "$scratch/files"))"

# shellcheck disable=SC2046
passes 'no line of C has more than 100 columns' "$(wide_lines $(grep '\.[ch]$' "$scratch/files"))"

awk 'BEGIN { print "void f(void)\n{"; for (i = 0; i < 81; i++) print "    g();"; print "}" }' >"$scratch/function.c"
awk 'BEGIN { for (i = 0; i < 501; i++) print "int x;" }' >"$scratch/file.c"
finds 'a file of 501 lines is found' "$(long_files "$scratch/file.c" "$scratch/function.c")" 'has 501 lines'
finds 'a function of 81 lines is found' "$(long_functions "$scratch/function.c")" 'a function of 81 lines'
awk 'BEGIN { printf "/* "; for (i = 0; i < 96; i++) printf "x"; print " */" }' >"$scratch/wide.c"
finds 'a line of 102 columns is found' "$(wide_lines "$scratch/wide.c")" 'wide.c:1: 102 columns'
finish
