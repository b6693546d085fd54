#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Reading and writing that fails, for every command: exit status 3, a message, and an output file that is whole or absent.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/tap.sh"

PATH=$PAIN_BUILDDIR/tools:$PATH
export PATH
mkdir "$scratch/work"
cd "$scratch/work" || exit 1
head -n 40 "$PAIN_SRCDIR/examples/data/sample_clinic.csv" >clinic

# One a line: every command that writes, and every form.
cat >"$scratch/commands" <<'EOF'
painstat summary clinic
painstat summary clinic --format json
painstat interval 33/50
painstat interval 33/50 --format json
painstat compare 300/800 600/900
painstat check --n 52 'mean before = 8.1' 'near zero > 90 %'
painstat check --n 52 'mean before = 8.1' --format json
painstat verify clinic 'near zero > 60 %'
painstat verify clinic 'near zero > 60 %' --format json
painstat bounds --n 52 --mean 0.7 --sd 1.2
painstat witness --n 52 --mean 0.7 --sd 1.2 --draws 40
painstat simulate --patients 20
EOF

# all FUNCTION: the complaints of a function about each command.
all()
{
    while IFS= read -r command; do
        complaint=$("$1") || complaint="$1 failed"
        [ -z "$complaint" ] || echo "$command: $complaint"
    done <"$scratch/commands"
}

# Complains when the command that has just run did not end with status 3 and the words $2; $1 is its status.
fails()
{
    [ "$1" -eq 3 ] || echo "exit status $1"
    grep -q "$2" err || echo "says $(cat err)"
}

to_full_device()
{
    eval "$command" >/dev/full 2>err
    fails $? 'No space left'
}

to_full_device_by_name()
{
    eval "$command -o /dev/full" 2>err
    fails $? 'No space left'
}

to_closed_output()
{
    eval "$command" >&- 2>err
    fails $? 'cannot write standard output'
}

to_closed_pipe()
{
    # Without the signal, as under a program that ignores it.
    (trap '' PIPE && eval "$command" 2>err; echo $? >status) | true
    [ "$(cat status)" -eq 0 ] || fails "$(cat status)" 'Broken pipe' # all of a short text may fit into the pipe
}

# A file system that is full after some bytes: the file is absent, and nothing else is left.
to_full_disk()
{
    rm -rf out.d && mkdir out.d
    (trap '' XFSZ && ulimit -f 0 && eval "$command -o out.d/file") 2>/dev/null
    [ $? -eq 3 ] || echo "exit status $?"
    [ -z "$(ls out.d)" ] || echo "left: $(ls out.d)"
}

# The same over an older file, which stays.
over_old_file()
{
    rm -rf out.d && mkdir out.d && echo old >out.d/file
    (trap '' XFSZ && ulimit -f 0 && eval "$command -o out.d/file") 2>/dev/null
    [ $? -eq 3 ] || echo "exit status $?"
    [ "$(ls out.d)" = file ] && [ "$(cat out.d/file)" = old ] || echo "left: $(ls out.d), $(head -n 1 out.d/file)"
}

to_missing_folder()
{
    eval "$command -o no/such/file" 2>err
    fails $? 'No such file'
}

passes 'a full device' "$(all to_full_device)"
passes 'a full device by name' "$(all to_full_device_by_name)"
passes 'a closed output' "$(all to_closed_output)"
passes 'a closed pipe' "$(all to_closed_pipe)"
passes 'a full disk leaves nothing' "$(all to_full_disk)"
passes 'a full disk leaves the old file' "$(all over_old_file)"
passes 'a folder that is not there' "$(all to_missing_folder)"
echo "sh -c 'echo part >out.d/file' sh" >"$scratch/commands"
finds 'a file in parts is found' "$(all to_full_disk)" 'left: file'
echo "sh -c 'echo all; exit 0' sh" >"$scratch/commands"
finds 'a failure without a status is found' "$(all to_full_device)" 'exit status'

# The memory of a process is a file whose first page cannot be read.
from_broken_file()
{
    eval "$command" 2>err
    fails $? 'Input/output error'
}
cat >"$scratch/commands" <<'EOF'
painstat summary /proc/self/mem
painstat interval --values /proc/self/mem
painstat interval --strata /proc/self/mem
painstat interval --clusters /proc/self/mem
painstat compare --samples /proc/self/mem
painstat compare --strata /proc/self/mem
painstat check --file /proc/self/mem
painstat check --table /proc/self/mem
painstat verify /proc/self/mem 'n = 3'
EOF
if [ -r /proc/self/mem ]; then
    passes 'a file that cannot be read' "$(all from_broken_file)"
else
    skips 'a file that cannot be read' 'there is no /proc/self/mem'
fi

# Short reads: a terminal, a pipe and a socket give what there is.
(printf 'patient,sess'; sleep 0.05; printf 'ion,before,after\n1,'; sleep 0.05; printf '1,7,3\n') | painstat summary - >slow
painstat summary - >fast <<'EOF'
patient,session,before,after
1,1,7,3
EOF
passes 'a file in pieces' "$(diff fast slow)"
finish
