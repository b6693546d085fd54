#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Times painstat, R and SciPy in turn, three rounds, and writes a table of the medians: bench/README.md.
# usage: bench/compare.sh BUILD_FOLDER, after make there; R and Python 3 ($PYTHON) are used where they are found.
set -eu
build=${1:?usage: bench/compare.sh BUILD_FOLDER}
python=${PYTHON:-python3}
here=$(dirname "$0")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

(cd "$build" && make -s bench/bulk bench/proportions bench/location bench/claims)
for round in 1 2 3; do
    echo "round $round" >&2
    { "$build/bench/bulk"; "$build/bench/proportions"; "$build/bench/location"; "$build/bench/claims"; } >>"$scratch/painstat"
    if command -v Rscript >/dev/null; then Rscript "$here/compare.R" >>"$scratch/R"; fi
    if "$python" -c 'import scipy' 2>/dev/null; then "$python" "$here/compare.py" >>"$scratch/SciPy"; fi
done
touch "$scratch/R" "$scratch/SciPy"

{
    cat <<END
# Speed

Whole runs on large session files: [sessions.md](sessions.md). Here seconds of processor time per call on one core, medians of three rounds in turn, and how many times longer than painstat the others take;
a dash where the tool has no such method or takes minutes. "ties": scores of 0 to 10; "n to 1000": 20,000 pairs of limits, n from 100 to 1000.

- made by \`bench/compare.sh BUILD_FOLDER\` on $(date -u +%Y-%m-%d); \`make bench\` prints painstat's own times
- machine: $(sed -n 's/^model name[^:]*: *//p' /proc/cpuinfo | head -1), $(nproc) processors, load at the end $(cut -d' ' -f1 /proc/loadavg)
- painstat: $("${CC:-cc}" --version | head -1), $(sed -n 's/^CFLAGS = //p' "$build/Makefile")
- R: $(Rscript --version 2>&1 | head -1 || echo none), boot where installed
- SciPy: $("$python" -c 'import scipy; print(scipy.__version__)' 2>/dev/null || echo none)

| case | painstat | R | SciPy | R / painstat | SciPy / painstat |
| --- | --- | --- | --- | --- | --- |
END
    awk -F, '
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
cp "$scratch/README.md" "$here/README.md"
