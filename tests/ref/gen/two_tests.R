# SPDX-License-Identifier: GPL-3.0-or-later
# Writes two_tests.csv: p-values of fisher.test and chisq.test for fourfold tables.
# usage: Rscript two_tests.R > two_tests.csv
options(warn = -1)
set.seed(1)
n1 <- sample(60, 60, TRUE)
n2 <- sample(60, 60, TRUE)
tables <- rbind(
    c(7, 34, 1, 34), c(12, 16, 1, 16), c(0, 10, 0, 20), c(258, 260, 240, 260), c(4, 4, 0, 4),
    c(5, 9, 5, 9), c(10, 10, 20, 20), c(0, 12, 15, 15), c(500, 1000, 450, 1000),
    cbind(sapply(n1, function(n) sample(0:n, 1)), n1, sapply(n2, function(n) sample(0:n, 1)), n2))
cat("# method,null,alternative (0 two-sided, 1 less, 2 greater),x1,n1,x2,n2,p; R ",
    as.character(getRversion()), "\n", sep = "")
write_row <- function(method, null, alternative, t, p)
    if (is.finite(p))
        cat(method, null, alternative, t, formatC(p, digits = 17, format = "g"), sep = ",", fill = 200)
for (i in seq_len(nrow(tables))) {
    t <- tables[i, ]
    m <- matrix(c(t[1], t[2] - t[1], t[3], t[4] - t[3]), 2)
    for (null in c(1, 2.5))
        for (a in 0:2) {
            side <- c("two.sided", "less", "greater")[a + 1]
            p <- fisher.test(m, or = null, alternative = side, conf.int = FALSE)$p.value
            write_row("fisher", null, a, t, p)
        }
    write_row("chi-squared", 0, 0, t, chisq.test(m, correct = FALSE)$p.value)
    write_row("chi-squared-cc", 0, 0, t, chisq.test(m, correct = TRUE)$p.value)
}
