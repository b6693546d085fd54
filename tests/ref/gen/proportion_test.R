#!/usr/bin/env Rscript
# SPDX-License-Identifier: GPL-3.0-or-later
# One-sided binom.test, and prop.test, of one proportion: writes ../proportion_test_r.csv.
out <- file("../proportion_test_r.csv", "w")
writeLines("# method,k,n,p0,alternative,statistic,p_value: R 4.2.2, binom.test and prop.test", out)
row <- function(method, k, n, p0, side, statistic, p)
    writeLines(sprintf("%s,%d,%d,%.17g,%d,%.17g,%.17g", method, k, n, p0, side, statistic, p), out)
sides <- c("two.sided", "less", "greater")
for (n in c(3, 10, 29, 60, 260)) for (k in unique(round(n * c(0, .1, .5, .9, 1)))) for (p0 in c(.1, .5, .9)) {
    for (s in 2:3)
        row("binomial", k, n, p0, s - 1, k, binom.test(k, n, p0, sides[s])$p.value)
    for (s in 1:3) {
        plain <- suppressWarnings(prop.test(k, n, p0, sides[s], correct = FALSE))
        row("proportion-score", k, n, p0, s - 1, plain$statistic, plain$p.value)
    }
    # The correction of prop.test's one-sided tests is towards the null on whichever side k is: two-sided only.
    fixed <- suppressWarnings(prop.test(k, n, p0, correct = TRUE))
    row("proportion-score-cc", k, n, p0, 0, fixed$statistic, fixed$p.value)
}
close(out)
