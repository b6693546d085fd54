# SPDX-License-Identifier: GPL-3.0-or-later
# Writes counts.csv: quantiles of counts by R's qbinom and qhyper. Run in tests/ref:
#
#     Rscript gen/counts.R > counts.csv
#
# Columns: name, tail (0 lower, 1 upper), prob, parameters (up to three), quantile. R's upper quantile is the smallest k
# with P(X > k) <= prob; that is ours, the largest k with P(X >= k) >= prob, except at ties, which do not occur here.
# qhyper forms 1 - prob for the upper tail, so the smallest prob is left to the binomial.
probs <- c(1e-12, 0.001, 0.025, 0.05, 0.3, 0.501, 0.7, 0.95, 0.975, 0.9999)
cat("# name,tail,prob,parameter1,parameter2,parameter3,quantile: see gen/counts.R\n")
show <- function(x) vapply(x, function(v) format(v, digits = 17, scientific = v < 1e-4), "")
for (n in c(1, 5, 25, 260, 1000, 100000, 10000000))
  for (p in c(1e-05, 0.03, 0.5, 0.92, 0.999))
    for (prob in probs)
      for (tail in 0:1)
        cat("binomial_quantile", tail, show(c(prob, n, p)), "", show(qbinom(prob, n, p, lower.tail = tail == 0)),
            sep = ",", fill = 200)
for (law in list(c(10, 7, 8), c(50, 950, 100), c(1, 1, 1), c(500000, 500000, 300000), c(100000, 9900000, 200000)))
  for (prob in probs[-1])
    for (tail in 0:1)
      cat("hypergeometric_quantile", tail, show(c(prob, law)),
          show(qhyper(prob, law[1], law[2], law[3], lower.tail = tail == 0)), sep = ",", fill = 200)
