#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Fuzzes one target with libFuzzer under the address, leak and undefined-behaviour sanitizers, in build-fuzz/ beside the
# ordinary build:
#
#   fuzz/run.sh TARGET SECONDS      begins with fuzz/corpus/TARGET and what earlier runs found
#   fuzz/run.sh TARGET keep         few of all inputs, with the same coverage, become fuzz/corpus/TARGET, beside
#                                   those that have a name in words
#   fuzz/run.sh                     lists the targets
#
# With PAIN_FUZZER=afl AFL++ runs instead, in build-fuzz-afl/. Needs clang with its runtime (Debian: clang,
# libclang-rt-14-dev), or afl++. An input that breaks something stays in the folder's broken/: make it a test, then fix it.
set -eu
cd "$(dirname "$0")/.."

[ -f Makefile ] || ./bootstrap build
if [ "${PAIN_FUZZER-}" = afl ]; then
    folder=build-fuzz-afl compiler=afl-clang-fast
    compile='-g -O1 -fsanitize=address,undefined -fno-sanitize-recover=all' link=-fsanitize=fuzzer
else
    folder=build-fuzz compiler=clang
    compile='-g -O1 -fno-omit-frame-pointer -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all'
    link=-fsanitize=fuzzer
fi

# Says what went wrong in a log and ends.
give_up()
{
    tail -n 40 "$1"
    exit 1
}

build()
{
    mkdir -p "$folder"
    make -s distdir distdir="$folder/source" >"$folder/make.log" 2>&1 || give_up "$folder/make.log"
    cd "$folder"
    if [ ! -f config.status ] || [ -n "$(find source/configure -newer config.status)" ]; then
        source/configure --quiet --disable-shared CC="$compiler" CFLAGS="$compile" LDFLAGS="$compile" >configure.log 2>&1 ||
            give_up "$folder/configure.log"
    fi
    make -s -j"$(getconf _NPROCESSORS_ONLN)" fuzz/fuzzer PAIN_FUZZ_LIBS="$link" >make.log 2>&1 || give_up make.log
    cd ..
}

build
PAIN_FUZZ_TARGET=${1-}
export PAIN_FUZZ_TARGET
if [ $# -lt 2 ]; then
    "$folder/fuzz/fuzzer" || true # names the targets
    exit 2
fi
kept=fuzz/corpus/$1 found=$folder/corpus/$1 broken=$folder/broken
mkdir -p "$kept" "$found" "$broken"
if [ "$2" = keep ]; then
    rm -rf "$folder/small"
    mkdir "$folder/small"
    "$folder/fuzz/fuzzer" -set_cover_merge=1 -use_counters=0 "$folder/small" "$kept" "$found" >"$folder/merge.log" 2>&1 || give_up "$folder/merge.log"
    find "$kept" -type f ! -name '*[!0-9a-f]*' -delete
    cp "$folder/small"/* "$kept"
    echo "$kept: $(find "$kept" -type f | wc -l) inputs"
elif [ "${PAIN_FUZZER-}" = afl ]; then
    AFL_SKIP_CPUFREQ=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_NO_UI=1 \
        afl-fuzz -V "$2" -i "$kept" -o "$folder/found-$1" -- "$folder/fuzz/fuzzer"
else
    # The last line is the fuzzer's CPU time: its own, and the system's for it.
    # shellcheck disable=SC2016 # expands inside
    sh -c '"$@"; status=$?; times; exit $status' sh "$folder/fuzz/fuzzer" -max_total_time="$2" -max_len=2048 \
        -timeout=60 -rss_limit_mb=2048 -print_final_stats=1 -artifact_prefix="$broken/$1-" "$found" "$kept"
fi
