#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Hands every input of fuzz/corpus to its target. Inputs that once broke something stay there.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/tap.sh"

# Complains when the inputs of the folder $1 break a promise of the target of its name.
replay()
{
    "$PAIN_BUILDDIR/fuzz/replay" "$(basename "$1")" "$1"/* >"$scratch/log" 2>&1 || tail -n 2 "$scratch/log"
}

for folder in "$PAIN_SRCDIR"/fuzz/corpus/*/; do
    passes "$(basename "$folder"): $(find "$folder" -type f | wc -l) inputs" "$(replay "${folder%/}")"
done
targets=$(sed -n 's/^ *X(\([a-z_]*\), ".*/\1/p' "$PAIN_SRCDIR/fuzz/fuzz.h")
missing=$(for target in $targets; do
    [ -n "$(ls "$PAIN_SRCDIR/fuzz/corpus/$target" 2>/dev/null)" ] || echo "$target has no inputs"
done)
passes 'every target has inputs' "$missing"
"$PAIN_BUILDDIR/fuzz/replay" claim "$scratch/none" >"$scratch/log" 2>&1 && echo 'a missing input passes' >"$scratch/log"
finds 'an input that cannot be read is found' "$(cat "$scratch/log")" 'cannot read'
finish
