#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The host program, in a locale with a decimal comma: de_DE, made here where it is not installed.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

host=$PAIN_BUILDDIR/tests/host/host
[ -x "$host" ] || make -s -C "$PAIN_BUILDDIR" tests/host/host || exit 1
if command -v localedef >/dev/null && localedef -i de_DE -f UTF-8 "$scratch/de_DE.UTF-8" 2>/dev/null; then
    LOCPATH=$scratch
    export LOCPATH
fi
LC_ALL=de_DE.UTF-8 "$host"
