#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Proves on a bare Debian that two commands are enough. Needs root and debootstrap; takes its packages from wherever
# this machine's apt does. By hand, before a release:
#
#   tests/bare.sh [run|check]   ./bootstrap in a fresh clone of HEAD, on a system without a compiler
#   tests/bare.sh ci            .ci/run there
#   tests/bare.sh tarball       the tarball builds and installs without autoconf, automake, libtool and Check, and
#                               make check without Check fails and says why
set -eu
cd "$(dirname "$0")/.."

suite=${SUITE:-bookworm}
mode=${1:-check}
top=$(mktemp -d "${TMPDIR:-/var/tmp}/painstat-bare.XXXXXX")
root=$top/root

# shellcheck disable=SC2317 # called by the trap
clean_up()
{
    ! mountpoint -q "$root/proc" || umount "$root/proc"
    rm -rf --one-file-system "$top"
}
trap clean_up EXIT
trap 'exit 1' HUP INT TERM

fail()
{
    echo "bare: $*" >&2
    exit 1
}

inside()
{
    env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C ${http_proxy:+"http_proxy=$http_proxy"} \
        ${https_proxy:+"https_proxy=$https_proxy"} chroot "$root" sh -c "$1" </dev/null
}

# The archive that this machine's apt uses for the suite.
archive()
{
    apt-get indextargets --format "\$(CODENAME) \$(COMPONENT) \$(SITE)" 'Created-By: Packages' |
        awk -v suite="$suite" '$1 == suite && $2 == "main" { print $3; exit }'
}

# Makes the system in $root, with apt set up as here: its sources, keys and way to the network, not its hooks.
make_system()
{
    mirror=$(archive)
    [ -n "$mirror" ] || fail "apt knows no archive for $suite"
    debootstrap --variant=minbase "$suite" "$root" "$mirror" >"$top/debootstrap.log" 2>&1 ||
        fail "debootstrap: $(tail "$top/debootstrap.log")"
    rm -f "$root/etc/apt/sources.list"
    for part in sources.list sources.list.d trusted.gpg.d keyrings; do
        [ ! -e "/etc/apt/$part" ] || cp -R "/etc/apt/$part" "$root/etc/apt/"
    done
    cp -R /usr/share/keyrings/. "$root/usr/share/keyrings"
    apt-config dump | grep -E '^Acquire::(http|https|Retries|ForceIPv)' >"$root/etc/apt/apt.conf.d/00host" || true
    cp /etc/resolv.conf /etc/hosts "$root/etc/"
    mount -t proc proc "$root/proc"
    ! inside 'command -v cc gcc make autoconf pkg-config' || fail 'the new system is not bare'
}

# Complains, and fails, unless the tarball can be built without the maintainer's tools.
try_tarball()
{
    git clone -q . "$top/clone"
    (cd "$top/clone" && ./bootstrap build && make -s dist >/dev/null)
    cp "$top"/clone/painstat-*.tar.gz "$root/painstat.tar.gz"
    inside 'apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        gcc libc6-dev make pkg-config libgsl-dev libjansson-dev libinih-dev >/dev/null 2>&1' || fail 'no packages'
    ! inside 'command -v autoconf automake libtoolize' || fail 'the maintainer tools are there'
    # shellcheck disable=SC2016 # expands inside
    inside 'set -e; tar xzf painstat.tar.gz; cd painstat-*/
        ./configure --quiet; make -s -j2; make -s install >/dev/null; ldconfig
        pkg-config --modversion painstat; pkg-config --libs painstat
        ! make check >check.log 2>&1 || { echo "make check passed without Check"; exit 1; }
        grep "needs the unit test framework Check" check.log
        ! command -v painstat >/dev/null || painstat --version
        make -s uninstall >/dev/null
        test -z "$(find /usr/local -path "*painstat*" ! -type d)"'
}

make_system
began=$(date +%s)
result=0
case $mode in
run | check | ci)
    git clone -q . "$root/painstat"
    command="./bootstrap $mode"
    [ "$mode" != ci ] || command=.ci/run
    inside "cd /painstat && $command" >"$top/log" 2>&1 || result=$?
    ;;
tarball) (try_tarball) >"$top/log" 2>&1 || result=$? ;;
*) fail "what is '$mode'?" ;;
esac
tail -n 40 "$top/log"
echo "bare: $mode on $suite: status $result, $(($(date +%s) - began)) s"
exit "$result"
