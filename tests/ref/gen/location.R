# SPDX-License-Identifier: GPL-3.0-or-later
# Reference values of t_location.c and t_ancova.c from R: t.test, lm, and the matrices of sandwich errors written
# out. Run in tests/ref: Rscript gen/location.R > location.csv
d <- read.csv("golden_paired_data.csv", skip = 0, comment.char = "", check.names = FALSE)
names(d)[1] <- "dataset"
row <- function(set, quantity, option, conf, value)
    cat(sprintf("%s,%s,%s,%s,%.17g\n", set, quantity, option, format(conf), value), sep = "")
limits <- function(set, quantity, option, conf, value, lower, upper) {
    row(set, quantity, option, conf, value)
    row(set, paste0(quantity, "_lower"), option, conf, lower)
    row(set, paste0(quantity, "_upper"), option, conf, upper)
}
geometric <- function(set, quantity, v, conf) {
    t <- t.test(log(v), conf.level = conf)
    limits(set, quantity, "geometric-t", conf, exp(t$estimate), exp(t$conf.int[1]), exp(t$conf.int[2]))
}
trimmed <- function(set, v, trim, conf) {
    n <- length(v)
    g <- floor(n * trim)
    h <- n - 2 * g
    s <- sort(v)
    sw <- sd(pmin(pmax(v, s[g + 1]), s[n - g]))
    m <- mean(v, trim = trim)
    t <- qt(1 - (1 - conf) / 2, h - 1)
    for (option in c("tukey-mclaughlin", "yuen")) {
        se <- if (option == "yuen") sw * sqrt((n - 1) / (h * (h - 1))) else sw / ((1 - 2 * trim) * sqrt(n))
        limits(set, paste0("trimmed_", trim), option, conf, m, m - t * se, m + t * se)
    }
}
bounded <- function(set, v, conf) {
    a <- 100 - v
    half <- qt(1 - (1 - conf) / 2, length(v) - 1) * sd(a) / sqrt(length(v)) / mean(a)
    limits(set, "bounded", "log-t", conf, mean(v), 100 - mean(a) * exp(half), 100 - mean(a) * exp(-half))
}
medians <- function(set, x, y, conf) {
    n <- length(x)
    f <- sum(x < median(x) & y < median(y))
    p <- (f + .25) / (if (n %% 2 == 0) n + 1 else n)
    o <- max(1, round(n / 2 - sqrt(n)))
    z <- qnorm(1 - pbinom(o - 1, n, .5))
    s <- function(v) diff(log(sort(v)[c(o, n - o + 1)])) / (2 * z)
    se <- sqrt(s(x)^2 + s(y)^2 - 2 * (4 * p - 1) * s(x) * s(y))
    half <- qnorm(1 - (1 - conf) / 2) * se
    r <- median(y) / median(x)
    limits(set, "medians", "price-bonett", conf, r, r * exp(-half), r * exp(half))
}
ancova <- function(set, x, y, cluster, at, conf) {
    fit <- lm(y ~ x)
    X <- cbind(1, x)
    bread <- solve(crossprod(X))
    e <- residuals(fit)
    h <- rowSums(X %*% bread * X)
    n <- length(x)
    g <- length(unique(cluster))
    meat <- list(
        ols = crossprod(X) * sum(e^2) / (n - 2), hc0 = crossprod(X * e), hc1 = crossprod(X * e) * n / (n - 2),
        hc2 = crossprod(X * e / sqrt(1 - h)), hc3 = crossprod(X * e / (1 - h)),
        "cluster-robust" = crossprod(rowsum(X * e, cluster)) * g / (g - 1) * (n - 1) / (n - 2))
    for (option in names(meat)) {
        v <- bread %*% meat[[option]] %*% bread
        df <- if (option == "cluster-robust") g - 1 else n - 2
        t <- qt(1 - (1 - conf) / 2, df)
        z <- c(1, at)
        m <- sum(z * coef(fit))
        se <- sqrt(c(z %*% v %*% z))
        b <- coef(fit)[2]
        limits(set, paste0("endpoint@", format(at, digits = 17)), option, conf, m, m - t * se, m + t * se)
        limits(set, paste0("slope@", format(at, digits = 17)), option, conf, b, b - t * sqrt(v[2, 2]),
            b + t * sqrt(v[2, 2]))
    }
}
cat("# set,quantity,method,level,value\n")
for (set in c("nrs7", "nrs12", "hamilton9")) {
    s <- d[d$dataset == set, ]
    x <- s$baseline
    y <- s$final
    percent <- 100 * (x - y) / x
    for (conf in c(.9, .95, .99)) {
        geometric(set, "geometric", x, conf)
        if (all(y > 0)) {
            geometric(set, "log_ratio", y / x, conf)
            medians(set, x, y, conf)
        }
        for (trim in c(0, .1, .2, .25)) trimmed(set, x - y, trim, conf)
        bounded(set, percent, conf)
        ancova(set, x, y, s$cluster, 6, conf)
    }
}
a <- with(d[d$dataset == "nrs7", ], baseline - final)
b <- with(d[d$dataset == "nrs12", ], baseline - final)
for (conf in c(.9, .95, .99)) {
    t <- t.test(a, b, conf.level = conf)
    limits("nrs7", "welch", "welch", conf, mean(a) - mean(b), t$conf.int[1], t$conf.int[2])
    row("nrs7", "welch_df", "welch", conf, t$parameter)
}
