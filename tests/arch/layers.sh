#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A file in lib/X includes only headers of its own or a lower layer. A public header belongs to the layer that
# implements it, and every one has its place in the table here.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

public_headers='
alloc:base defs:base status:base version:base
estimate:stat method:stat tally:stat describe:stat quantile:stat proportion:stat proportion_parts:stat
mean:stat bootstrap:stat rng:stat test:stat paired_proportions:stat location_test:stat hodges_lehmann:stat
effect_size:stat two_proportions:stat ancova:stat location:stat parts:stat two_locations:stat
scale:data sessions:data course:data cohort:data
outcome:outcome summary:outcome
claim:claim printed:claim granularity:claim figures:claim paired_figures:claim pairings:claim samples:claim implied:claim
study:claim verify:claim checks:claim recalculate:claim
csv:io
report:report
'
# What each layer may include. io reads into the data layer alone; claim works on outcomes wherever they came from.
layers='
base:base
num:base,num
stat:base,num,stat
data:base,num,stat,data
outcome:base,num,stat,data,outcome
claim:base,num,stat,data,outcome,claim
io:base,num,stat,data,io
report:base,num,stat,data,outcome,claim,io,report
'

# Complains of every include in TREE that leads upwards.
includes_upwards()
{
    (cd "$1" && PUBLIC=$public_headers LAYERS=$layers awk '
        BEGIN {
            n = split(ENVIRON["PUBLIC"], word, /[ \n]+/)
            for (i = 1; i <= n; i++)
                if (split(word[i], part, ":") == 2)
                    layer_of["painstat/" part[1] ".h"] = part[2]
            n = split(ENVIRON["LAYERS"], word, /[ \n]+/)
            for (i = 1; i <= n; i++)
                if (split(word[i], part, ":") == 2) {
                    m = split(part[2], lower, ",")
                    known[part[1]] = 1
                    for (j = 1; j <= m; j++)
                        allowed[part[1], lower[j]] = 1
                }
        }
        function complain(what) { print FILENAME ":" FNR ": " what }
        FNR == 1 {
            split(FILENAME, path, "/")
            if (path[1] == "lib")
                mine = path[2]
            else {
                name = FILENAME
                sub(/^include\//, "", name)
                sub(/\.in$/, "", name)
                mine = layer_of[name]
            }
            if (!(mine in known))
                complain(FILENAME " belongs to no layer that tests/arch/layers.sh knows")
        }
        !/^[ \t]*#[ \t]*include[ \t]*[<"]/ { next }
        {
            target = $0
            sub(/^[^<"]*/, "", target)
            quoted = substr(target, 1, 1) == "\""
            target = substr(target, 2)
            sub(/[>"].*/, "", target)
        }
        target == "config.h" { next }
        target == "painstat.h" { complain("painstat.h is for users of the library"); next }
        target ~ /(^|\/)\.\.?\// { complain(target ": paths begin at lib/"); next }
        target ~ /^gsl\// { if (mine != "num") complain(target " outside lib/num"); next }
        target ~ /^jansson/ { if (mine != "report") complain(target " outside lib/report"); next }
        target ~ /^painstat\// {
            if (!(target in layer_of))
                complain(target " is not in the table of public headers")
            else if (!((mine, layer_of[target]) in allowed))
                complain(mine " may not include " target " of " layer_of[target])
            next
        }
        quoted && target ~ /\// {
            other = target
            sub(/\/.*/, "", other)
            if (!((mine, other) in allowed))
                complain(mine " may not include " target)
        }' include/painstat/*.h* lib/*/*.[ch])
}

# plant DESCRIPTION FILE LINE WORDS: with LINE added to FILE in a copy, the check says WORDS.
plant()
{
    rm -rf "$scratch/tree"
    mkdir "$scratch/tree"
    cp -R "$PAIN_SRCDIR/include" "$PAIN_SRCDIR/lib" "$scratch/tree"
    chmod -R u+w "$scratch/tree"
    mkdir -p "$scratch/tree/$(dirname "$2")"
    echo "$3" >>"$scratch/tree/$2"
    finds "$1" "$(includes_upwards "$scratch/tree")" "$4"
}

passes 'includes lead downwards' "$(includes_upwards "$PAIN_SRCDIR")"
plant 'a call upwards is found' lib/base/alloc.c '#include "stat/planted.h"' 'base may not include stat/planted.h'
plant 'a public header from above is found' lib/num/planted.c '#include <painstat/tally.h>' 'num may not include'
plant 'io that knows outcomes is found' lib/io/planted.c '#include "outcome/x.h"' 'io may not include outcome/x.h'
plant 'io that knows claims is found' lib/io/planted.c '#  include "claim/x.h"' 'io may not include claim/x.h'
plant 'a claim that knows io is found' lib/claim/planted.h '#include <painstat/csv.h>' 'claim may not include'
plant 'GSL outside num is found' lib/stat/planted.c '#include <gsl/gsl_cdf.h>' 'gsl/gsl_cdf.h outside lib/num'
plant 'jansson outside report is found' lib/io/planted.c '#include <jansson.h>' 'jansson.h outside lib/report'
plant 'a way around by .. is found' lib/base/planted.c '#include "../stat/x.h"' 'paths begin at lib/'
plant 'a public header without a layer is found' include/painstat/planted.h '/* */' 'belongs to no layer'
plant 'a folder without a layer is found' lib/planted/x.c '/* */' 'belongs to no layer'
plant 'the umbrella inside the library is found' lib/base/alloc.c '#include <painstat.h>' 'painstat.h is for users'
finish
