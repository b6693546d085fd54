#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Broken and hostile input: the command ends with a clear message and the right status, in little memory. The virtual memory
# of each run is limited to 256 MiB: the program and its libraries take some 40, and the heap of a thread reserves 64.
# PAIN_HOSTILE_LONG=1 adds what takes minutes: 10^7 rows, of as many patients or of one, with the memory they need.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/tap.sh"

PATH=$PAIN_BUILDDIR/tools:$PATH
export PATH
limit=262144
case ${PAIN_CFLAGS-} in
*-fsanitize*) limit=unlimited ;; # a sanitizer takes terabytes of addresses
esac
cd "$scratch" || exit 1

# says DESCRIPTION STATUS WORDS COMMAND...: the command, fed with standard input, exits with STATUS and says WORDS. Results are
# noted down, because it often stands in a pipeline.
says()
{
    title=$1 wanted=$2 words=$3
    shift 3
    # shellcheck disable=SC3045 # dash and bash have it
    (ulimit -v "$limit" && exec "$@") >out 2>err
    got=$?
    complaint=
    if [ "$got" -ne "$wanted" ]; then
        complaint="exit status $got instead of $wanted: $(head -c 300 err)"
    elif ! grep -qF -- "$words" out err; then
        complaint="does not say '$words' but: $(head -c 300 err)"
    elif [ "$(wc -c <err)" -gt 1000 ]; then
        complaint="says too much: $(wc -c <err) bytes"
    elif grep -q "$(printf '[\001-\010\013-\037\177]')" out err; then
        complaint='control characters go to the terminal'
    fi
    printf '%s\t%s\n' "$title" "$(printf '%s' "$complaint" | tr '\t\n' '  ')" >>results
}

# A line of 1 GiB; whoever reads no more of it ends the pipe.
long_line()
{
    printf '%s' "$1"
    head -c 1073741824 /dev/zero | tr '\0' 7
}

sessions='patient,session,before,after\n'
for form in '' --lenient; do
    long_line 'patient,session,before,after
1,1,' | says "summary $form: a line of 1 GiB" 1 'longer than 16 MiB' painstat summary $form -
    long_line 'patient,session,before,after
1,1,"' | says "summary $form: a cell of 1 GiB" 1 'longer than 16 MiB' painstat summary $form -
done
long_line '' | says 'summary: a header of 1 GiB' 1 '16 MiB' painstat summary -
long_line '' | says 'interval: a line of 1 GiB' 1 'more than 4094 characters' painstat interval -
long_line '' | says 'interval --values: a line of 1 GiB' 1 'more than 4094 characters' painstat interval --values -
long_line '' | says 'compare --samples: a line of 1 GiB' 1 'more than 4094 characters' painstat compare --samples -
long_line '' | says 'check --file: a line of 1 GiB' 1 'more than 195 characters' painstat check --file -
long_line 'study,arm,time,n,mean
' | says 'check --table: a line of 1 GiB' 1 'more than 16 MiB' painstat check --table -

columns=$(seq -s, 1000000)
printf 'patient,before,after,%s\n' "$columns" | says 'summary: 1,000,003 columns' 1 'more than 65536 cells' painstat summary -
printf 'study,time,n,mean,%s\n' "$columns" | says 'check --table: 1,000,004 columns' 1 'more than 64 cells' painstat check --table -
printf '%s\n' "$columns" | tr '\n' ' ' | says 'interval --values: a million numbers on a line' 1 '4094' painstat interval --values -

printf "${sessions}1,1,7\\0000,3\n" | says 'summary: a NUL byte' 1 'a NUL byte' painstat summary -
printf '3/5\n4\000/5\n' | says 'interval: a NUL byte' 1 'a NUL byte' painstat interval -
printf '7\n5\000\n' | says 'interval --values: a NUL byte' 1 'a NUL byte' painstat interval --values -
printf '[a]\nclaim = n = 3\000\n' | says 'check --file: a NUL byte' 1 'NUL byte' painstat check --file -
printf 'study,time,n,mean\nA\000,x,3,2\n' | says 'check --table: a NUL byte' 1 'no text' painstat check --table -
printf "${sessions}1,1,7,3\n" | iconv -f ASCII -t UTF-16 | says 'summary: UTF-16' 1 'UTF-16' painstat summary -
printf "${sessions}1,1,7,3\n" | iconv -f ASCII -t UTF-16LE | says 'summary: UTF-16 without mark' 1 'UTF-16' painstat summary -
printf "${sessions}M\\374ller,1,7,3\n" | says 'summary: Latin-1' 1 'not UTF-8' painstat summary -
printf "${sessions}\\355\\240\\200,1,7,3\n" | says 'summary: a surrogate' 1 'not UTF-8' painstat summary -
printf "${sessions}\\300\\257,1,7,3\n" | says 'summary: a longer form than needed' 1 'not UTF-8' painstat summary -
printf '[M\374ller]\nclaim = n = 3\n' | says 'check --file: Latin-1' 1 'not UTF-8' painstat check --file - --format json
printf 'study,time,n,mean\nM\374ller,x,3,2\n' | says 'check --table: Latin-1' 1 'not UTF-8' painstat check --table - --format json
printf 'patient,session,before,after\r\n1,1,7,3\r2,1,8,4\n\r\n3,1,6,6' | says 'summary: LF, CRLF and CR in one file' 0 '3 records, 0 set aside' painstat summary -

large=99999999999999999999999999
for column in course session planned day; do
    printf 'patient,course,session,planned,day,before,after\n1,1,1,5,1,7,3\n' |
        awk -F, -v OFS=, -v c="$column" -v x=$large \
            'NR == 1 { for (i = 1; i <= NF; i++) if ($i == c) at = i } NR > 1 { $at = x } { print }' |
        says "summary: a $column of 26 digits" 1 "($column)" painstat summary -
done
printf "${sessions}1,1,$large,-$large\n2,1,7,1e999999999999\n3,1,1e-99999999999,5\n" |
    says 'summary: scores of 26 digits and more' 0 'not on the scale' painstat summary -
echo "$large/$large" | says 'interval: counts of 26 digits' 1 '2^53' painstat interval -
says 'check: n of 26 digits' 2 'too long' painstat check "n = $large"
says 'check: a mean of 26 digits' 2 'too long' painstat check "mean before = 1.$large"
says 'check: --n beyond all patients' 2 'n is such as' painstat check --n $large 'worse = 3 %'
for option in --n --items --scale --mean --sd; do
    says "witness: $option of 26 digits" 2 '' painstat witness --n 5 --mean 3.0 $option $large
done
says 'witness: --draws of 26 digits' 2 'draws' painstat witness --n 5 --mean 3.0 --draws $large
says 'simulate: --patients of 26 digits' 2 'patients' painstat simulate --patients $large
says 'summary: --resamples of 26 digits' 2 'resamples' painstat summary --resamples $large -

mkdir folder
for how in 'summary' 'interval --values' 'compare --samples' 'check --file' 'check --table'; do
    # shellcheck disable=SC2086 # two words
    says "$how: a folder" 3 'directory' painstat $how folder
    # shellcheck disable=SC2086
    says "$how: a link to nowhere" 3 'No such file' painstat $how nowhere
done
says 'verify: a folder' 3 'directory' painstat verify folder 'n = 3'
mkfifo pipe
{ printf "${sessions}1,1,7,3\n" >pipe; } &
says 'summary: a FIFO' 0 '1/1' painstat summary pipe
wait
{ printf "${sessions}1,1,7,3\n"; sleep 0.1; } >gone &
wait
exec 3<gone
rm gone
says 'summary: a file that is removed while it is read' 0 '1/1' painstat summary /dev/fd/3
exec 3<&-

printf 'patient,arm,before,after\n1,=cmd|x,7,3\n2,-1,5,3\n3,@\033]0;x\a\302\233b,5,3\n' >labels.csv
says 'summary: labels that a terminal obeys' 0 'arm @ ]0;x' painstat summary --by arm labels.csv
says 'summary: labels that a spreadsheet calculates' 0 "'=cmd|x" painstat summary --by arm --where 'arm!=@' --format csv \
    --where "patient=1,2" labels.csv
says 'summary: a label that is a number stays one' 0 ',-1,' painstat summary --by arm --where patient=1,2 --format csv labels.csv
printf '[\033[31m=x]\nclaim = n = 3\n' | says 'check: a name that a terminal obeys' 0 '\x1b[31m=x' painstat check --file -
printf '[=x]\nclaim = n = 3\n' | says 'check: a name that a spreadsheet calculates' 0 "'=x," painstat check --file - --format csv
says 'a file name that a terminal obeys' 3 '\x1b[31m' painstat summary "$(printf 'x\033[31m')"

rows=100000
[ -z "${PAIN_HOSTILE_LONG-}" ] || rows=10000000 limit=unlimited
# of PATIENT: rows of sessions, PATIENT being the awk expression of the patient's label.
of()
{
    awk -v n=$rows "BEGIN { print \"patient,session,before,after\"; for (i = 1; i <= n; i++) print $1 \",\" i \",7,3\" }"
}
of '"a"' | says "summary: $rows rows of one patient" 0 '1/1' /usr/bin/env painstat summary -
of 'i' | says "summary: $rows patients" 0 "$rows" /usr/bin/env painstat summary -
while IFS="$(printf '\t')" read -r title complaint; do
    passes "$title" "$complaint"
done <results
finish
