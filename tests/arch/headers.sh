#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Each public header compiles alone, first, and twice, as C99, C11 and C++17; each is in the umbrella header and
# on the list of what is installed.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

warnings='-pedantic -Wall -Wextra -Wshadow -Werror'

# compiles COMPILER LANGUAGE STANDARD HEADER [FOLDER]
compiles()
{
    printf '#include <%s>\n#include <%s>\ntypedef int pain_not_empty;\n' "$4" "$4" >"$scratch/alone"
    # shellcheck disable=SC2086 # the compiler may be two words
    $1 -x "$2" -std="$3" $warnings -I"${5:-$PAIN_SRCDIR/include}" -I"$PAIN_BUILDDIR/include" -fsyntax-only \
        "$scratch/alone" 2>&1 || echo "$4 does not compile as $3"
}

last_header=
cxx=
for candidate in ${CXX-} g++ c++ clang++; do
    if echo 'int main() {}' | $candidate -x c++ -std=c++17 -fsyntax-only - >/dev/null 2>&1; then
        cxx=$candidate
        break
    fi
done

# Complains of the public header NAME.
faults()
{
    compiles "$PAIN_CC" c c99 "$1"
    compiles "$PAIN_CC" c c11 "$1"
    [ -z "$cxx" ] || compiles "$cxx" c++ c++17 "$1"
    grep -qw "include/$1" "$PAIN_SRCDIR/include/Makemodule.am" || echo "$1 is not in include/Makemodule.am"
    [ "$1" = painstat.h ] || grep -qx "#include <$1>" "$PAIN_SRCDIR/include/painstat.h" ||
        echo "$1 is not in include/painstat.h"
}

passes 'painstat.h stands alone' "$(faults painstat.h)"
for header in "$PAIN_SRCDIR"/include/painstat/*.h "$PAIN_BUILDDIR/include/painstat/version.h"; do
    [ "$header" != "$last_header" ] || continue
    last_header=$header
    passes "painstat/${header##*/} stands alone" "$(faults "painstat/${header##*/}")"
done
[ -n "$cxx" ] || skips 'all of it as C++17' 'there is no C++ compiler'

mkdir "$scratch/include"
echo 'extern size_t pain_needs_stddef;' >"$scratch/include/planted.h"
finds 'a header that leans on another is found' \
    "$(compiles "$PAIN_CC" c c99 planted.h "$scratch/include")" 'does not compile as c99'
echo '// C99 has this, but twice the same struct it has not
struct pain_twice { int x; };' >"$scratch/include/planted.h"
finds 'a header without a guard is found' \
    "$(compiles "$PAIN_CC" c c11 planted.h "$scratch/include")" 'does not compile as c11'
finish
