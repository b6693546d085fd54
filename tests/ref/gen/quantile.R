#!/usr/bin/env Rscript
# SPDX-License-Identifier: GPL-3.0-or-later
# Quantiles of types 1 to 9, trimmed means, and the ranks of order-statistic intervals, by R: writes ../quantile.csv,
# ../trimmed_mean.csv and ../order_statistic.csv. Made with R 4.2.2.

samples <- list(
    5, c(1, 4), c(0, 0, 3),
    c(7, 5, 8, 6, 9, 4, 10),
    c(100 * (7 - 2) / 7, 80, 100, 50, 100 * 8 / 9, 100, 60),
    c(0, 0, 0, 0, 0, 0, 1, 1, 2, 3, 3, 10),
    c(1.83, 0.5, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.3),
    c(-3, -3, -1.5, 0, 0.25, 1e6),
    1:100)
text <- function(x) paste(sprintf("%.17g", x), collapse = " ")

out <- file("../quantile.csv", "w")
writeLines("# type,p,quantile,values", out)
ps <- c(0, 0.01, 0.07, 0.1, 0.25, 0.29, 1 / 3, 0.35, 0.5, 0.57, 0.7, 0.75, 0.9, 0.95, 0.99, 1)
for (x in samples) for (type in 1:9) for (p in ps)
    writeLines(paste(type, sprintf("%.17g", p),
                     sprintf("%.17g", quantile(x, p, type = type, names = FALSE)), text(x), sep = ","), out)
close(out)

out <- file("../trimmed_mean.csv", "w")
writeLines("# fraction,mean,values", out)
for (x in samples) for (f in c(0, 0.05, 0.1, 0.2, 0.25, 0.29, 1 / 3, 0.4, 0.49))
    writeLines(paste(sprintf("%.17g", f), sprintf("%.17g", mean(x, trim = f)), text(x), sep = ","), out)
close(out)

# The ranks by the definition: the binomial tails around the quantile, searched.
lower_rank <- function(n, p, tail) {
    k <- -1:3 + qbinom(tail, n, p) - 1
    1 + max(k[pbinom(k, n, p) <= tail * (1 + 1e-14)])
}
upper_rank <- function(n, p, tail) {
    s <- -1:3 + qbinom(tail, n, p, lower.tail = FALSE)
    min(s[pbinom(s - 1, n, p, lower.tail = FALSE) <= tail * (1 + 1e-14)])
}
out <- file("../order_statistic.csv", "w")
writeLines("# n,p,level,r,s,attained; r = 0 or s = n + 1: there is no such rank", out)
for (n in c(1, 2, 5, 6, 8, 20, 73, 1000, 1e5, 1e7)) for (p in c(0.05, 0.25, 0.5, 0.9))
    for (level in c(0.5, 0.9, 0.9375, 0.95, 0.99, 0.9999)) {
        tail <- (1 - level) / 2
        r <- lower_rank(n, p, tail)
        s <- upper_rank(n, p, tail)
        attained <- 1 - pbinom(r - 1, n, p) - pbinom(s - 1, n, p, lower.tail = FALSE)
        writeLines(paste(sprintf("%.0f", n), p, level, sprintf("%.0f", r), sprintf("%.0f", s),
                         sprintf("%.17g", attained), sep = ","), out)
    }
close(out)
