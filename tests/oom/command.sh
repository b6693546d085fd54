#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Refuses the 1st, 2nd, ... request for memory of each command, its libraries' included: the command says that memory is
# short, with exit status 3 and without an output file, or does all the same what it does with enough. Beyond the 4th
# request in growing steps; PAIN_OOM_ALL=1 takes smaller ones (some minutes).
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

command=$PAIN_BUILDDIR/tests/oom/painstat_short
steps=1
[ -z "${PAIN_OOM_ALL-}" ] || steps=64
mkdir "$scratch/work"
cd "$scratch/work" || exit 1
ln -s "$PAIN_SRCDIR/examples/data" data
head -n 40 data/sample_clinic.csv >clinic.csv
printf 'patient,arm,before,after\n1,a,7,3\n2,a,x,1\n3,b,6,6\n4,b,8,2\n' >arms.csv
printf 'baseline,endpoint\n7,3\n8,1\n5,5\n' >pairs.csv
printf '1 3\n1 5\n2 4\n2 6\n' >values.csv
printf '[a]\nn = 20\nclaim = mean before = 7.1\nclaim = near zero > 40 %%\n[b]\nclaim = n = 3\n' >claims.ini
printf 'study,arm,time,n,mean,sd\nA,x,baseline,20,7.1,1.2\nA,x,after,20,3.11,0.2\n' >studies.csv

# Runs painstat with the request $1 refused and the options that follow; output, messages and files stay in the folder.
attempt()
{
    nth=$1
    shift
    rm -f out err file* rest*
    PAIN_OOM_NTH=$nth "$command" "$@" >out 2>err </dev/null
    echo $? >status
}

# Complains of what the attempt left that is neither all of the wanted result nor none of it.
judge()
{
    if cmp -s status wanted.status && cmp -s out wanted.out && [ "$(ls file* 2>/dev/null)" = "$wanted_files" ]; then
        for file in $wanted_files; do
            cmp -s "$file" "wanted.$file" || echo "request $1: $file is not whole"
        done
    elif [ "$(cat status)" -ne 3 ]; then
        echo "request $1: exit status $(cat status), $(head -n 1 err)"
    elif ! grep -qi memory err; then
        echo "request $1: says $(head -n 1 err)"
    else
        # Of two files the first may be there, whole, when the second could not be made.
        for file in file*; do
            [ ! -e "$file" ] || cmp -s "$file" "wanted.$file" || echo "request $1: $file is left"
        done
    fi
}

# exhaust ARGUMENT...: the complaints about one command line.
exhaust()
{
    PAIN_OOM_COUNT=$scratch/count
    export PAIN_OOM_COUNT
    attempt 0 "$@"
    unset PAIN_OOM_COUNT
    wanted_files=$(ls file* 2>/dev/null)
    cp out wanted.out
    cp status wanted.status
    for file in $wanted_files; do cp "$file" "wanted.$file"; done
    count=$(cat "$scratch/count")
    [ "$count" -gt 0 ] || echo 'no request was counted'
    nth=1
    while [ "$nth" -le "$count" ]; do
        attempt "$nth" "$@"
        judge "$nth"
        nth=$((nth + 1 + (nth > 4 * steps ? nth / steps : 0)))
    done
    rm -f wanted.*
}

# runs ARGUMENT...: a test.
runs()
{
    complaints=$(exhaust "$@")
    passes "$* ($(cat "$scratch/count") requests)" "$(printf '%s' "$complaints" | head -n 12)"
}

"$command" --version >/dev/null || exit 1
PAIN_OOM_COUNT=$scratch/count "$command" --version >/dev/null
[ -s "$scratch/count" ] || skip_all 'the memory of this build belongs to a sanitizer'
runs summary clinic.csv -o file
runs summary --format json --by arm --lenient --rejects file.rejects arms.csv -o file
runs summary --format csv --where arm=a,b --column score= --lenient arms.csv
runs interval 33/50 --format json -o file
runs interval --pairs pairs.csv --format csv
runs compare 1/2 2/3 -o file
runs compare --samples values.csv --format json
runs check --n 20 'mean before = 7.1' 'sd before = 1.2' 'near zero > 40 %' --witness file.csv
runs check --file claims.ini --format json -o file
runs check --table studies.csv --format csv
runs verify clinic.csv 'percent reduction = 50 %' 'near zero > 40 %' --format json -o file
runs verify clinic.csv 'near zero > 40 %'
runs bounds --mean 0.7 --sd 1.2 --n 12 --format json -o file
runs bounds --before-counts 4:3,5:9 --after-counts 0:7,5:5 --format json -o file
runs witness --mean 5.0 --sd 2.5 --n 12 --draws 3 -o file
runs simulate --patients 4 -o file.csv --truth file.json
finish
