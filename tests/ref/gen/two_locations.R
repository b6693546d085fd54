# SPDX-License-Identifier: GPL-3.0-or-later
# Reference values of t_two_locations.c from R: delta method and Satterthwaite's degrees of freedom written out, t.test
# of logarithms, lm with a group indicator and sandwiches in matrices; order statistics as in statpsych's ci.median2.
# Group a is the first set, b the second. Run in tests/ref: Rscript gen/two_locations.R > two_locations.csv
d <- read.csv("golden_paired_data.csv", check.names = FALSE)
names(d)[1] <- "dataset"
limits <- function(sets, quantity, option, conf, value, lower, upper)
    cat(sprintf("%s,%s,%s,%s,%s,%.17g,%.17g,%.17g\n", sets[1], sets[2], quantity, option, format(conf), value, lower,
                upper))
ratio <- function(s) {
    r <- mean(s$final) / mean(s$baseline)
    list(r = r, v = var(s$final - r * s$baseline) / nrow(s) / mean(s$baseline)^2, n = nrow(s))
}
welch <- function(sets, quantity, option, conf, a, b, back = identity) {
    se <- sqrt(a$v + b$v)
    df <- se^4 / (a$v^2 / (a$n - 1) + b$v^2 / (b$n - 1))
    m <- a$r - b$r
    half <- qt(1 - (1 - conf) / 2, df) * se
    limits(sets, quantity, option, conf, back(m), back(m - half), back(m + half))
}
logarithm <- function(p) list(r = log(p$r), v = p$v / p$r^2, n = p$n)
median_se <- function(v) {
    n <- length(v)
    o <- max(1, round(n / 2 - sqrt(n)))
    diff(sort(v)[c(o, n - o + 1)]) / (2 * qnorm(1 - pbinom(o - 1, n, .5)))
}
medians <- function(sets, quantity, conf, a, b) {
    m <- median(a) - median(b)
    half <- qnorm(1 - (1 - conf) / 2) * sqrt(median_se(a)^2 + median_se(b)^2)
    limits(sets, quantity, "price-bonett", conf, m, m - half, m + half)
}
# Clusters "pooled" have the same letter in both groups; "apart" they belong to one.
ancova <- function(sets, a, b, at, conf) {
    x <- c(a$baseline, b$baseline)
    y <- c(a$final, b$final)
    g <- rep(1:0, c(nrow(a), nrow(b)))
    X <- cbind(1, x, g)
    fit <- lm.fit(X, y)
    bread <- solve(crossprod(X))
    e <- fit$residuals
    h <- rowSums(X %*% bread * X)
    n <- length(x)
    cluster <- c(a$cluster, b$cluster)
    apart <- paste(g, cluster)
    by <- function(k) {
        m <- length(unique(k))
        crossprod(rowsum(X * e, k)) * m / (m - 1) * (n - 1) / (n - 3)
    }
    meat <- list(
        ols = crossprod(X) * sum(e^2) / (n - 3), hc0 = crossprod(X * e), hc1 = crossprod(X * e) * n / (n - 3),
        hc2 = crossprod(X * e / sqrt(1 - h)), hc3 = crossprod(X * e / (1 - h)), pooled = by(cluster), apart = by(apart))
    for (option in names(meat)) {
        v <- bread %*% meat[[option]] %*% bread
        df <- switch(option, pooled = length(unique(cluster)) - 1, apart = length(unique(apart)) - 1, n - 3)
        t <- qt(1 - (1 - conf) / 2, df)
        for (z in list(difference = c(0, 0, 1), slope = c(0, 1, 0), endpoint_a = c(1, at, 1), endpoint_b = c(1, at, 0))) {
            quantity <- c("slope", "difference", "endpoint_b", "endpoint_a")[
                1 + (z[3] == 1 & z[1] == 0) + 2 * (z[1] == 1) + (z[1] == 1 & z[3] == 1)]
            m <- sum(z * fit$coefficients)
            se <- sqrt(c(z %*% v %*% z))
            limits(sets, paste0("ancova_", quantity), option, conf, m, m - t * se, m + t * se)
        }
    }
}
cat("# a,b,quantity,method,level,value,lower,upper\n")
for (sets in list(c("nrs7", "nrs12"), c("nrs12", "nrs7"), c("nrs12", "hamilton9"), c("hamilton9", "nrs7"))) {
    a <- d[d$dataset == sets[1], ]
    b <- d[d$dataset == sets[2], ]
    for (conf in c(.9, .95, .99)) {
        welch(sets, "difference", "delta", conf, ratio(a), ratio(b))
        welch(sets, "ratio", "log-delta", conf, logarithm(ratio(a)), logarithm(ratio(b)), exp)
        # Only patients with some pain left have a logarithm.
        l <- lapply(list(a, b), function(s) with(s[s$final > 0, ], log(final / baseline)))
        t <- t.test(l[[1]], l[[2]], conf.level = conf)
        limits(sets, "log_ratio", "welch", conf, exp(mean(l[[1]]) - mean(l[[2]])), exp(t$conf.int[1]),
               exp(t$conf.int[2]))
        medians(sets, "median", conf, a$baseline - a$final, b$baseline - b$final)
        ancova(sets, a, b, 6, conf)
    }
}
