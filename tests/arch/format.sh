#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The layout of .clang-format, and shell scripts that shellcheck passes, where these tools are at hand. Versions of
# clang-format differ in their taste, so only the one the project is laid out with decides.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

version=14
formatter=
for candidate in clang-format-$version clang-format; do
    if $candidate --version 2>/dev/null | grep " version $version\\." >/dev/null; then
        formatter=$candidate
        break
    fi
done

# Complains of files whose layout differs.
laid_out()
{
    "$formatter" --dry-run --Werror "$@" 2>&1
}

cd "$PAIN_SRCDIR" || exit 1
if [ -n "$formatter" ]; then
    # shellcheck disable=SC2046 # names without blanks
    passes 'C files are laid out by .clang-format' \
        "$(laid_out $(find lib include tools tests fuzz examples -name '*.[ch]' -type f))"
    cp .clang-format "$scratch"
    printf 'int f(void)\n{\n  return 1;\n}\n' >"$scratch/planted.c"
    finds 'another layout is found' "$(laid_out "$scratch/planted.c")" 'planted.c:2'
else
    skips 'C files are laid out by .clang-format' "there is no clang-format $version"
fi

if command -v shellcheck >/dev/null 2>&1; then
    # shellcheck disable=SC2046
    passes 'shell scripts pass shellcheck' \
        "$(shellcheck -S warning -x $(find bootstrap .ci/run fuzz tests -name '*.sh' -o -name bootstrap -o -path .ci/run 2>/dev/null) 2>&1)"
else
    skips 'shell scripts pass shellcheck' 'there is no shellcheck'
fi
finish
