# SPDX-License-Identifier: GPL-3.0-or-later
# The cases of bulk.c, proportions.c and location.c that R has, timed alike: "case,seconds,result".
suppressWarnings(has_boot <- requireNamespace("boot", quietly = TRUE))
bench <- function(name, run) {
    start <- sum(proc.time()[1:2])
    result <- run()
    calls <- 1
    if (sum(proc.time()[1:2]) - start < 0.3) {
        calls <- 0
        start <- sum(proc.time()[1:2])
        while (sum(proc.time()[1:2]) - start < 0.3) {
            result <- run()
            calls <- calls + 1
        }
    }
    cat(sprintf("%s,%.3g,%.10g\n", name, (sum(proc.time()[1:2]) - start) / calls, result))
}
bench("Clopper-Pearson 33/100", function() binom.test(33, 100)$conf.int[2])
bench("Clopper-Pearson 333333/10^6", function() qbeta(0.975, 333334, 666667))
many <- function(smallest, largest) {
    i <- 0:19999
    n <- smallest + (7919 * i) %% (largest - smallest + 1)
    k <- 1 + (104729 * i) %% (n - 1)
    sum(qbeta(0.975, k + 1, n - k) - qbeta(0.025, k, n - k + 1))
}
bench("20000 Clopper-Pearson n to 100", function() many(10, 100))
bench("20000 Clopper-Pearson n to 1000", function() many(100, 1000))
bench("20000 Clopper-Pearson n to 10^6", function() many(1001, 1000000))
table <- function(a, b, n) matrix(c(a, n - a, b, n - b), 2)
bench("odds ratio exact 840/1000 790/1000", function() fisher.test(table(840, 790, 1000))$conf.int[2])
bench("Fisher test 840/1000 750/1000", function() fisher.test(table(840, 750, 1000), conf.int = FALSE)$p.value)
# At 10,000 patients boot takes minutes.
if (has_boot)
    for (n in c(100, 1000)) {
        x <- (7 * (seq_len(n) - 1)) %% 11
        bench(sprintf("BCa of the mean 10000 resamples n = %d", n), function()
            boot::boot.ci(boot::boot(x, function(d, i) mean(d[i]), 10000), type = "bca")$bca[5])
    }
