#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The functions that public headers declare PAIN_API, the names in lib/painstat.map and what the shared library
# exports are one list.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

# Prints the names declared PAIN_API in the header files given; a declaration ends at its semicolon.
declared()
{
    cat "$@" | awk '
        { text = text $0 "\n" }
        END {
            while ((start = index(text, "/*")) > 0) {
                rest = substr(text, start + 2)
                text = substr(text, 1, start - 1) " " substr(rest, index(rest, "*/") + 2)
            }
            gsub(/\n[ \t]*#[^\n]*(\\\n[^\n]*)*/, "\n", text)
            n = split(text, part, ";")
            for (i = 1; i <= n; i++)
                if (match(part[i], /(^|[^A-Z_a-z0-9])PAIN_API[^A-Z_a-z0-9]/)) {
                    name = substr(part[i], RSTART + RLENGTH)
                    if (match(name, /pain_[a-z0-9_]+[ \t\n]*\(/) || match(name, /pain_[a-z0-9_]+[^a-z0-9_]*$/)) {
                        name = substr(name, RSTART, RLENGTH)
                        match(name, /[a-z0-9_]+/)
                        print substr(name, RSTART, RLENGTH)
                    }
                }
        }' | sort
}

# Prints the global names of a version script.
mapped()
{
    awk '
        /global:/ { inside = 1 }
        /local:/ { inside = 0 }
        inside { gsub(/.*global:|[ \t;]/, " "); for (i = 1; i <= NF; i++) print $i }' "$1" | sort
}

# Prints what a shared library exports; the nodes of the version script (type A) are no functions.
exported()
{
    $PAIN_NM -D --defined-only "$1" | awk '$2 != "A" { sub(/@.*/, "", $3); print $3 }' | sort
}

# differ LEFT-LABEL RIGHT-LABEL: complains of names in only one of the two lists in $scratch.
differ()
{
    comm -23 "$scratch/$1" "$scratch/$2" | sed "s/\$/ is in the $1 but not in the $2/"
    comm -13 "$scratch/$1" "$scratch/$2" | sed "s/\$/ is in the $2 but not in the $1/"
}

generated=$PAIN_BUILDDIR/include/painstat/version.h
declared "$PAIN_SRCDIR"/include/painstat/*.h "$generated" | uniq >"$scratch/headers"
mapped "$PAIN_SRCDIR/lib/painstat.map" >"$scratch/map"
[ -s "$scratch/headers" ] || passes 'the headers declare something' 'no declaration was found'
passes 'headers and lib/painstat.map name the same functions' "$(differ headers map)"
passes 'no name is twice in lib/painstat.map' "$(uniq -d <"$scratch/map")"

library=$PAIN_BUILDDIR/.libs/libpainstat.so
if [ -f "$library" ]; then
    exported "$library" >"$scratch/library"
    passes 'lib/painstat.map and the shared library agree' "$(differ map library)"
    passes 'headers and the shared library agree' "$(differ headers library)"
else
    skips 'lib/painstat.map and the shared library agree' 'only the static library is built'
fi

cat >"$scratch/planted.h" <<'TEXT'
/* PAIN_API int pain_in_a_comment(void); */
#define PAIN_API __attribute__((visibility("default")))
typedef int (*pain_callback)(void *context);
PAIN_API PAIN_MUST_CHECK pain_status
    pain_on_three_lines(const double *values, size_t n,
                        int (*pain_each)(void), /* in ( between */
                        double *out);
PAIN_API const char *pain_text(void);
PAIN_API extern const int pain_number;
int pain_not_exported(void);
TEXT
declared "$scratch/planted.h" >"$scratch/headers"
printf '%s\n' pain_number pain_on_three_lines pain_text >"$scratch/map"
passes 'declarations are read in every form' "$(differ headers map)"
printf '%s\n' pain_on_three_lines pain_text pain_unknown >"$scratch/map"
finds 'a name missing in the map is found' "$(differ headers map)" 'pain_number is in the headers but not in the map'
finds 'a name missing in the headers is found' "$(differ headers map)" 'pain_unknown is in the map but not'
finish
