# SPDX-License-Identifier: GPL-3.0-or-later
# Tests of two groups: t.test and wilcox.test, and Brunner and Munzel's test from ranks, as their paper defines it.
set.seed(1)
brunner_munzel <- function(x, y) {
    nx <- length(x); ny <- length(y)
    all <- rank(c(x, y)); rx <- all[seq_len(nx)]; ry <- all[nx + seq_len(ny)]
    sx <- sum((rx - rank(x) - mean(rx) + (nx + 1) / 2)^2) / (nx - 1)
    sy <- sum((ry - rank(y) - mean(ry) + (ny + 1) / 2)^2) / (ny - 1)
    t <- nx * ny * (mean(rx) - mean(ry)) / (nx + ny) / sqrt(nx * sx + ny * sy)
    df <- (nx * sx + ny * sy)^2 / ((nx * sx)^2 / (nx - 1) + (ny * sy)^2 / (ny - 1))
    c(t, df)
}
row <- function(method, alternative, p, statistic, df, x, y)
    cat(method, alternative, sprintf("%.17g", p), sprintf("%.17g", statistic), sprintf("%.17g", df),
        paste(sprintf("%.17g", x), collapse = " "), paste(sprintf("%.17g", y), collapse = " "), sep = ",", fill = FALSE)
cat("# method,alternative,p,statistic,df,x,y\n")
data <- list(
    list(sample(0:10, 12, TRUE), sample(0:10, 9, TRUE)),
    list(sample(0:3, 20, TRUE), sample(1:4, 25, TRUE)),
    list(round(rnorm(15), 2), round(rnorm(11, 0.5, 2), 2)),
    list(rnorm(8), rnorm(8, 1)),
    list(c(0, 0, 0, 1, 0), c(3, 4, 0, 5, 2, 2)),
    list(c(1, 2), c(2, 3)),
    list(sample(0:10, 300, TRUE), sample(2:10, 200, TRUE)))
for (d in data) for (a in c("two.sided", "less", "greater")) {
    x <- d[[1]]; y <- d[[2]]
    t <- t.test(x, y, alternative = a)
    row("welch", a, t$p.value, t$statistic, t$parameter, x, y); cat("\n")
    t <- t.test(x, y, alternative = a, var.equal = TRUE)
    row("t-pooled", a, t$p.value, t$statistic, t$parameter, x, y); cat("\n")
    for (correct in c(FALSE, TRUE)) {
        w <- suppressWarnings(wilcox.test(x, y, alternative = a, exact = FALSE, correct = correct))
        row(if (correct) "mann-whitney-cc" else "mann-whitney", a, w$p.value, w$statistic, NaN, x, y); cat("\n")
    }
    if (!anyDuplicated(c(x, y))) {
        w <- wilcox.test(x, y, alternative = a, exact = TRUE)
        row("mann-whitney-exact", a, w$p.value, w$statistic, NaN, x, y); cat("\n")
    }
    b <- brunner_munzel(x, y)
    p <- switch(a, two.sided = 2 * pt(-abs(b[1]), b[2]), less = pt(b[1], b[2]),
                greater = pt(b[1], b[2], lower.tail = FALSE))
    row("brunner-munzel", a, p, b[1], b[2], x, y); cat("\n")
}
