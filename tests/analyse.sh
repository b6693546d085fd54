#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What compilers and analysers say of the sources, in a configured tree; nothing is the only good answer. Findings that
# are none are named with their reason in .clang-tidy, tests/cppcheck.txt, or here.
#
#   tests/analyse.sh fast       gcc and clang with every warning an error: a minute
#   tests/analyse.sh            ... cppcheck, gcc -fanalyzer and clang-tidy too: a quarter of an hour
#   tests/analyse.sh STAGE...   gcc, clang, cppcheck, analyzer or clang-tidy alone
#
# A tool that is not installed is passed over with a word (Debian: clang, cppcheck, clang-tidy).
set -u
cd "$(dirname "$0")/.." || exit 1

[ -f config.h ] || {
    echo 'analyse: configure first' >&2
    exit 1
}
jobs=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)
warnings='-Wall -Wextra -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wvla -Werror'
includes="-DHAVE_CONFIG_H -I. -Iinclude -Ilib -Itests/unit $(pkg-config --cflags-only-I gsl jansson inih check 2>/dev/null)"
status=0

# sources FOLDER...: the files of C below them.
sources()
{
    find "$@" -name '*.c' | sort
}

# every COMMAND...: runs it for each file on standard input, some at once; shows what is said.
every()
{
    log=$(mktemp) || return 1
    result=0
    xargs -P "$jobs" -n 1 "$@" >"$log" 2>&1 || result=1
    head -n 60 "$log"
    rm -f "$log"
    return "$result"
}

have()
{
    command -v "$1" >/dev/null || {
        echo "$1 is not installed: passed over"
        return 1
    }
}

# -fanalyzer looks at one file at a time: it cannot know that a function of another one writes its output whenever it
# succeeds. Valgrind and the warnings look after values that were never set.
# gcc leaves signs out of -Wconversion, and so does clang here: what it finds of them are enumerators, which are
# unsigned to it, put into the int32_t that structs have for them.
# shellcheck disable=SC2086 # flags are words
run()
{
    case $1 in
    gcc) sources lib tools tests examples fuzz bench | every gcc -std=c11 $warnings $includes -fsyntax-only ;;
    clang)
        sources lib tools tests examples fuzz bench |
            every clang -std=c11 $warnings -Wno-sign-conversion $includes -fsyntax-only
        ;;
    cppcheck)
        cppcheck --quiet --std=c11 --enable=warning,performance,portability --error-exitcode=1 -j "$jobs" \
            --suppressions-list=tests/cppcheck.txt --suppress=missingIncludeSystem $includes lib tools
        ;;
    analyzer) sources lib tools | every gcc -std=c11 -O1 $includes -fanalyzer \
        -Wno-analyzer-use-of-uninitialized-value -Werror -c -o /dev/null ;;
    clang-tidy) sources lib tools | every sh -c "! clang-tidy --quiet \"\$0\" -- -std=c11 $includes 2>/dev/null | grep ': error: '" ;;
    *)
        echo "analyse: what is '$1'?" >&2
        return 1
        ;;
    esac
}

[ $# -gt 0 ] || set -- gcc clang cppcheck analyzer clang-tidy
[ "$1" != fast ] || set -- gcc clang
for stage in "$@"; do
    echo "== $stage"
    [ "$stage" = analyzer ] || have "$stage" || continue
    run "$stage" || status=1
done
exit "$status"
