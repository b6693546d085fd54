# SPDX-License-Identifier: GPL-3.0-or-later
# Tests from printed figures: raw scores by t.test, whose means and SDs are printed with 12 decimals; counts by
# fisher.test and chisq.test; d and Hedges' g by their formulas.
set.seed(4)
number <- function(x) sprintf("%.17g", x)
figure <- function(x) sprintf("%.12f", x)
row <- function(...) cat(paste(c(...), collapse = ","), "\n", sep = "")
hedges <- function(df) exp(lgamma(df / 2) - lgamma((df - 1) / 2)) * sqrt(2 / df)
results <- function(t, d, df) {
    p <- t$p.value
    c(number(abs(t$statistic)), number(t$parameter), number(p), number(p / 2), number(t$conf.int), number(abs(d)),
      number(abs(d) * hedges(df)))
}
cat("# means: test,n1,mean1,sd1,n2,mean2,sd2,sd of the change,t,df,p,one-sided p,lower,upper,d,g\n")
cat("# counts: test,x1,n1,x2,n2,p,one-sided p,chi-squared\n")
for (i in 1:20) {
    x <- round(rnorm(sample(3:60, 1), 6, 2)); y <- round(rnorm(sample(3:60, 1), 4, 3))
    pooled <- sqrt(((length(x) - 1) * var(x) + (length(y) - 1) * var(y)) / (length(x) + length(y) - 2))
    two <- c(length(x), figure(mean(x)), figure(sd(x)), length(y), figure(mean(y)), figure(sd(y)), "")
    d <- (mean(x) - mean(y)) / pooled
    row("welch", two, results(t.test(x, y), d, length(x) + length(y) - 2))
    row("student", two, results(t.test(x, y, var.equal = TRUE), d, length(x) + length(y) - 2))
    row("one", length(x), figure(mean(x)), figure(sd(x)), "", "", "", "",
        results(t.test(x), mean(x) / sd(x), length(x) - 1))
    y <- pmax(0, x - round(rnorm(length(x), 1, 2)))
    row("paired", length(x), figure(mean(x)), figure(sd(x)), length(x), figure(mean(y)), figure(sd(y)), figure(sd(x - y)),
        results(t.test(x, y, paired = TRUE), mean(x - y) / sd(x - y), length(x) - 1))
}
counts <- function(x1, n1, x2, n2) {
    m <- matrix(c(x1, n1 - x1, x2, n2 - x2), 2, byrow = TRUE)
    side <- if (x1 / n1 >= x2 / n2) "greater" else "less"
    row("fisher", x1, n1, x2, n2, number(fisher.test(m)$p.value), number(fisher.test(m, alternative = side)$p.value), "")
    for (correct in c(FALSE, TRUE)) {
        chi <- suppressWarnings(chisq.test(m, correct = correct))
        row(if (correct) "chi-squared-cc" else "chi-squared", x1, n1, x2, n2, number(chi$p.value),
            number(chi$p.value / 2), number(chi$statistic))
    }
}
counts(6, 10, 3, 12) # Childs 2021
for (i in 1:20) {
    n <- sample(5:80, 2, TRUE)
    counts(sample(1:(n[1] - 1), 1), n[1], sample(1:(n[2] - 1), 1), n[2])
}
