#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Times painstat, R and SciPy in turn, three rounds or $ROUNDS, and writes a table of the medians: bench/README.md or $TABLE.
# usage: bench/compare.sh BUILD_FOLDER, after make there; R and a Python 3 with SciPy ($PYTHON, python3, /usr/bin/python3) are used
# where they are found. A tool that takes more than $LIMIT seconds a round (60) is stopped; the cases that it finished count.
set -eu
build=${1:?usage: bench/compare.sh BUILD_FOLDER}
rounds=${ROUNDS:-3}
limit=${LIMIT:-60}
here=$(dirname "$0")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
python=
for candidate in "${PYTHON:-python3}" /usr/bin/python3; do
    if "$candidate" -c 'import scipy' 2>/dev/null; then python=$candidate; break; fi
done

# timed NAME COMMAND...: adds its lines to those of the tool NAME.
timed()
{
    name=$1
    shift
    timeout "$limit" "$@" >>"$scratch/$name" || echo "$*: ended with $? in round $round" >&2
}

(cd "$build" && make -s bench/bulk bench/claims bench/location bench/proportions)
round=1
while [ "$round" -le "$rounds" ]; do
    echo "round $round" >&2
    for program in bulk proportions location claims; do timed painstat "$build/bench/$program"; done
    if command -v Rscript >/dev/null; then timed R Rscript "$here/compare.R"; fi
    if [ -n "$python" ]; then timed SciPy "$python" "$here/compare.py"; fi
    round=$((round + 1))
done
touch "$scratch/R" "$scratch/SciPy"

{
    cat <<END
# Speed

Seconds of processor time per call on one core, medians of $rounds rounds in turn, and how many times longer than painstat the others take;
a dash where the tool has no such method or takes minutes. "ties": scores of 0 to 10; "n to 1000": 20,000 pairs of limits, n from 100 to 1000.

- made by \`bench/compare.sh BUILD_FOLDER\` on $(date -u +%Y-%m-%d); \`make bench\` prints painstat's own times
- machine: $(sed -n 's/^model name[^:]*: *//p' /proc/cpuinfo | head -1), $(nproc) processors, load at the end $(cut -d' ' -f1 /proc/loadavg)
- painstat: $("${CC:-cc}" --version | head -1), $(sed -n 's/^CFLAGS = //p' "$build/Makefile")
- R: $(Rscript --version 2>&1 | head -1 || echo none), boot where installed
- SciPy: $([ -z "$python" ] && echo none || "$python" -c 'import scipy; print(scipy.__version__)')

| case | painstat | R | SciPy | R / painstat | SciPy / painstat |
| --- | --- | --- | --- | --- | --- |
END
    awk -F, '
        NF != 3 { next }
        { if (!($1 in seen) && FILENAME ~ /painstat$/) { order[++n] = $1; seen[$1] = 1 }
          key = FILENAME; sub(/.*\//, "", key)
          time[key, $1, ++rounds[key, $1]] = $2 + 0 }
        function median(tool, what,    i, j, kept, m) {
          m = rounds[tool, what]
          for (i = 2; i <= m; i++)
              for (j = i; j > 1 && time[tool, what, j] < time[tool, what, j - 1]; j--) {
                  kept = time[tool, what, j]
                  time[tool, what, j] = time[tool, what, j - 1]
                  time[tool, what, j - 1] = kept
              }
          return time[tool, what, int((m + 1) / 2)]
        }
        function shown(tool, what) { return rounds[tool, what] ? sprintf("%.3g", median(tool, what)) : "-" }
        function ratio(tool, what) { return rounds[tool, what] ? sprintf("%.3g", median(tool, what) / median("painstat", what)) : "-" }
        END { for (i = 1; i <= n; i++)
                  print "| " order[i] " | " shown("painstat", order[i]) " | " shown("R", order[i]) " | " shown("SciPy", order[i]) \
                      " | " ratio("R", order[i]) " | " ratio("SciPy", order[i]) " |" }
    ' "$scratch/painstat" "$scratch/R" "$scratch/SciPy"
    cat <<END

R: \`qbeta\` of vectors; \`binom.test\`, for 333333/10^6 \`qbeta\` alone; \`fisher.test\`; \`boot\` and \`boot.ci\`. SciPy: \`beta.ppf\` of arrays; \`binomtest\`, for
333333/10^6 \`beta.ppf\` alone; \`contingency.odds_ratio\`; \`fisher_exact\`; \`boschloo_exact\`, \`barnard_exact\` (32 probabilities);
\`bootstrap\`; \`linprog\`, without painstat's proof in whole numbers. Neither has an exact Wilcoxon or Mann-Whitney test with ties at these sizes.
END
} >"$scratch/README.md"
cp "$scratch/README.md" "${TABLE:-$here/README.md}"
