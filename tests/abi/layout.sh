#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What programs that were compiled against an earlier version rely on: size and members of every public struct, the
# number of every constant, the prototype of every function. tests/abi/baseline.txt has them as they are on LP64; a
# line that is gone or changed breaks those programs, and needs a new soname (configure.ac says how). A line that is
# new does not, and is written down by
#
#   PAIN_ACCEPT=1 tests/abi/layout.sh
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

baseline=$PAIN_SRCDIR/tests/abi/baseline.txt

# Prints the public headers without comments and what they include of the system, one declaration a line.
declarations()
{
    echo '#include <painstat.h>' >"$scratch/all.c"
    # shellcheck disable=SC2086 # the compiler may be two words
    $PAIN_CC -std=c11 -E -I"$PAIN_SRCDIR/include" -I"$PAIN_BUILDDIR/include" "$scratch/all.c" | awk '
        /^# / { ours = $0 ~ /painstat/; next }
        ours {
            for (i = 1; i <= length($0); i++) {
                c = substr($0, i, 1)
                depth += c == "{"
                depth -= c == "}"
                text = text c
                if (c == ";" && depth == 0) {
                    gsub(/[ \t]+/, " ", text)
                    sub(/^ /, "", text)
                    print text
                    text = ""
                }
            }
            text = text " "
        }'
}

# Prints what a program prints in turn: a line for each struct, member and constant.
program()
{
    awk '
        BEGIN {
            print "#include <painstat.h>\n#include <stddef.h>\n#include <stdio.h>\nint main(void)\n{"
            print "    if (sizeof(long) != 8 || sizeof(void *) != 8) return 77;"
        }
        function member(text) {
            if (text ~ /\(\*/) {
                sub(/^[^(]*\(\*/, "", text)
                sub(/\).*/, "", text)
            }
            sub(/\[.*/, "", text)
            gsub(/^.*[ *]|[ *]*$/, "", text)
            return text
        }
        /^typedef struct [a-z_0-9]+ \{/ {
            name = $3
            printf "    printf(\"struct %s: %%zu\\n\", sizeof(%s));\n", name, name
            sub(/^[^{]*\{/, "")
            sub(/\}[^}]*$/, "")
            n = split($0, part, ";")
            for (i = 1; i < n; i++) {
                m = part[i] ~ /\(\*/ ? 1 : split(part[i], piece, ",")
                if (m == 1)
                    piece[1] = part[i]
                for (k = 1; k <= m; k++) {
                    sub(/ +$/, "", piece[k])
                    what = name ", " member(piece[k])
                    printf "    printf(\"%s: at %%zu, %%zu\\n\", offsetof(%s), sizeof(((%s *)0)->%s));\n", what, what, \
                        name, member(piece[k])
                }
            }
        }
        /enum [a-z_0-9]* ?\{/ {
            sub(/^[^{]*\{/, "")
            sub(/\}.*/, "")
            n = split($0, part, ",")
            for (i = 1; i <= n; i++) {
                gsub(/=.*| /, "", part[i])
                if (part[i] != "")
                    printf "    printf(\"%s = %%lld\\n\", (long long)%s);\n", part[i], part[i]
            }
        }
        END { print "    return 0;\n}" }' "$scratch/declarations"
}

# Prints the prototypes and the macros with a value.
prototypes()
{
    grep -F 'visibility("default")' "$scratch/declarations" | sed 's/__attribute__((\([^()]*\|[^()]*([^()]*)\)))//g' |
        tr -s ' ' | sed 's/^ //; s/( /(/g'
    # shellcheck disable=SC2086
    $PAIN_CC -std=c11 -E -dM -I"$PAIN_SRCDIR/include" -I"$PAIN_BUILDDIR/include" "$scratch/all.c" |
        grep -E '^#define PAIN_[A-Z0-9_]+ ' | grep -v -E 'VERSION|_DECLS|PAIN_API|MUST_CHECK' | tr -s ' '
}

# Prints the whole listing; status 77 where pointers are not of 8 bytes.
listing()
{
    declarations >"$scratch/declarations"
    program >"$scratch/program.c"
    # shellcheck disable=SC2086
    $PAIN_CC -std=c11 -I"$PAIN_SRCDIR/include" -I"$PAIN_BUILDDIR/include" -o "$scratch/program" "$scratch/program.c" \
        >"$scratch/log" 2>&1 || {
        cat "$scratch/log"
        return 1
    }
    "$scratch/program" >"$scratch/values" || return
    prototypes | sort | cat "$scratch/values" -
}

status=0
listing >"$scratch/listing" || status=$?
[ "$status" -ne 77 ] || skip_all 'the baseline is of another machine'
passes 'the public headers can be listed' "$([ "$status" -eq 0 ] || head "$scratch/listing")"
[ -z "${PAIN_ACCEPT-}" ] || cp "$scratch/listing" "$baseline"

sort "$baseline" >"$scratch/then"
sort "$scratch/listing" >"$scratch/now"
passes 'nothing that programs rely on is gone or changed' "$(comm -23 "$scratch/then" "$scratch/now")"
passes 'everything new is written down (PAIN_ACCEPT=1 tests/abi/layout.sh)' "$(comm -13 "$scratch/then" "$scratch/now")"

# Each struct of the headers is in the listing, and each that begins with its size has an old caller.
grep -h -o -E '^typedef struct [a-z_0-9]+ \{' "$PAIN_SRCDIR"/include/painstat/*.h | cut -d' ' -f3 | sort >"$scratch/structs"
sed -n 's/^struct \([a-z_0-9]*\):.*/\1/p' "$scratch/listing" | sort >"$scratch/listed"
passes 'no struct is forgotten' "$(comm -23 "$scratch/structs" "$scratch/listed")"
sed -n 's/^\([a-z_0-9]*\), size: at 0, 8$/\1/p' "$scratch/listing" | sort >"$scratch/sized"
grep -h -o -E 'sizeof\(pain_[a-z_]+\)' "$PAIN_SRCDIR/tests/unit/t_options.c" "$PAIN_SRCDIR/tests/unit/options_claims.c" |
    sed 's/.*(\(.*\))/\1/' | sort -u >"$scratch/tried"
passes 'every sized struct has an old caller in t_options' "$(comm -23 "$scratch/sized" "$scratch/tried")"

sed 's/, n: at 0, 8/, n: at 8, 8/; /^PAIN_ENOMEM/d' "$scratch/then" | sort >"$scratch/planted"
finds 'a constant that is gone is found' "$(comm -23 "$scratch/then" "$scratch/planted")" 'PAIN_ENOMEM = 2'
finds 'a member that moved is found' "$(comm -23 "$scratch/then" "$scratch/planted")" ', n: at 0, 8'
finish
