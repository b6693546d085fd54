# shellcheck shell=sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by the test scripts: where things are, and results as TAP. A check is a function that prints what it
# complains of; silence passes. A check that cannot fail proves nothing, so each script also plants faults in a copy.
set -u
LC_ALL=C
export LC_ALL

# By hand the scripts run from anywhere below the source folder, with the build in it.
if [ -z "${PAIN_SRCDIR-}" ]; then
    PAIN_SRCDIR=$(cd "$(dirname "$0")" && pwd)
    while [ ! -f "$PAIN_SRCDIR/configure.ac" ] && [ "$PAIN_SRCDIR" != / ]; do
        PAIN_SRCDIR=$(dirname "$PAIN_SRCDIR")
    done
fi
: "${PAIN_BUILDDIR:=$PAIN_SRCDIR}" "${PAIN_CC:=cc}" "${PAIN_NM:=nm}"
export PAIN_SRCDIR PAIN_BUILDDIR

scratch=$(mktemp -d "${TMPDIR:-/tmp}/painstat.XXXXXX") || exit 1
trap 'chmod -R u+w "$scratch"; rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT PIPE TERM
tests_done=0

# passes DESCRIPTION COMPLAINTS: a test that passes when there is no complaint.
passes()
{
    tests_done=$((tests_done + 1))
    if [ -z "$2" ]; then
        echo "ok $tests_done - $1"
    else
        echo "not ok $tests_done - $1"
        printf '%s\n' "$2" | sed 's/^/# /'
    fi
}

# finds DESCRIPTION COMPLAINTS WORDS: a test that passes when the complaints about a planted fault hold WORDS.
finds()
{
    case $2 in
    *"$3"*) passes "$1" "" ;;
    *) passes "$1" "the planted fault was not found; the check said: ${2:-nothing}" ;;
    esac
}

# skips DESCRIPTION REASON
skips()
{
    tests_done=$((tests_done + 1))
    echo "ok $tests_done - $1 # SKIP $2"
}

skip_all()
{
    echo "1..0 # SKIP $1"
    exit 0
}

# The last line of every script.
finish()
{
    echo "1..$tests_done"
}
