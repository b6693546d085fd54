#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What the commands say on standard error of bad data may go into a log: it holds no identifier, label or score. And
# no report holds a patient's identifier. The files here have markers in every cell, and are wrong in every column.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/tap.sh"

PATH=$PAIN_BUILDDIR/tools:$PATH
cd "$scratch" || exit 1

sessions='patient,site,visit,session,date,before,after,planned,stop
ZQp1,ZQg1,ZQv1,1,2025-01-07,7,5,2,completed
ZQp1,ZQg1,ZQv2,2,2025-01-09,3,2,2,ZQs
ZQp2,ZQg2,ZQv1,1,2025-01-07,6,6,2,ZQs'
long='patient,site,visit,session,kind,score
ZQp1,ZQg1,ZQv1,1,before,7
ZQp1,ZQg1,ZQv1,1,after,5
ZQp2,ZQg2,ZQv2,2,before,3'
wide='patient,site,before1,after1,before2,after2
ZQp1,ZQg1,7,5,3,2
ZQp2,ZQg2,6,6,,'
numbers='group,baseline,endpoint
1,7,2
1,6,3
2,8,7
2,5,5'

# spoilt TEXT COLUMN CELL: the text with that cell in its third line.
spoilt()
{
    printf '%s\n' "$1" | COLUMN=$2 CELL=$3 awk -F, -v OFS=, '
        NR == 3 { if (ENVIRON["COLUMN"] > NF) $0 = $0 ","; else $ENVIRON["COLUMN"] = ENVIRON["CELL"] }
        { print }'
}

# tells COMMAND...: runs it, and complains of markers in what it writes on standard error, and of patients anywhere.
tells()
{
    "$@" >out 2>err <spoilt.csv
    runs=$((runs + 1))
    [ ! -s err ] || messages=$((messages + 1))
    if grep -q -a -E 'ZQ|7391' err || grep -q -a -E 'ZQp' out; then
        echo "$*:"
        grep -a -E 'ZQ|7391' err
        grep -a -E 'ZQp' out
        cat spoilt.csv
    fi
}

# Complains of every command that reads session files, with column after column spoilt.
tells_of_sessions()
{
    for column in 1 3 4 5 6 7 9; do
        spoilt "$1" $column '"ZQ"7391' >spoilt.csv
        tells painstat verify - 'near zero > 90 %'
        for cell in ZQmark 73917391 "$(printf 'ZQ\377mark\033[1m')"; do
            spoilt "$1" $column "$cell" >spoilt.csv
            tells painstat summary --by site --near-zero 0 --format csv --method wald -
        done
    done
}

# The same of files of numbers.
tells_of_numbers()
{
    for column in 1 2 3 4; do
        for cell in ZQmark 7391x '"7391"7'; do
            spoilt "$numbers" $column "$cell" >spoilt.csv
            tells painstat compare --samples -
            sed 's/^[^,]*,//' spoilt.csv >pairs.csv
            tells painstat interval --pairs pairs.csv --method t
        done
    done
}

runs=0 messages=0
for text in "$sessions" "$long" "$wide"; do
    tells_of_sessions "$text" >complaints
    passes "no message repeats a cell of a file of $(echo "$text" | head -n 1)" "$(head -n 20 complaints)"
done
tells_of_numbers >complaints
passes 'no message repeats a cell of a file of numbers' "$(head -n 20 complaints)"
passes "most of these files are refused ($messages of $runs)" "$([ $((2 * messages)) -gt "$runs" ] || echo "no")"

cat >talker <<'TEXT'
#!/bin/sh
echo 'ZQp1 had 7' >&2
TEXT
chmod +x talker
finds 'a marker in a message is found' "$(tells ./talker)" 'ZQp1 had 7'
finish
