#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Credible intervals for a proportion in 36-digit arithmetic (mpmath): writes ../posterior.csv. Tails of beta(a, b) as
x^a (1-x)^b / (a B(a, b)) times a sum of positive terms, quantiles by Newton's method on the logit of x, the shortest
interval by halving for the lower limit at which both limits have one density."""

from mpmath import exp, log, loggamma, mp, mpf

mp.dps = 36


def tails(logit, a, b):
    """Both tails of beta(a, b) at the logit, and the density of the logit there."""
    x, y = 1 / (1 + exp(-logit)), 1 / (1 + exp(logit))
    if x > a / (a + b):
        lower, upper, density = tails(-logit, b, a)
        return upper, lower, density
    density = exp(a * log(x) + b * log(y) + loggamma(a + b) - loggamma(a) - loggamma(b))
    term, total, j = mpf(1), mpf(1), 0
    while term > total * mpf(10)**-38:
        term *= (a + b + j) * x / (a + 1 + j)
        total += term
        j += 1
    lower = density * total / a
    return lower, 1 - lower, density


def quantile(p, a, b, upper=False, start=None):
    """The logit of the quantile."""
    logit, low, high = log(a / b) if start is None else start, mpf(-5000), mpf(5000)
    for _ in range(500):
        one, other, density = tails(logit, a, b)
        value, slope = (other, -density) if upper else (one, density)
        if (value > p) == upper:
            low = logit
        else:
            high = logit
        step = (log(p) - log(value)) * value / slope
        if not low < logit + step < high:
            step = (low + high) / 2 - logit
        logit += step
        if abs(step) < mpf(10)**-27:
            return logit
    raise ArithmeticError


def shortest(a, b, alpha):
    """Both limits."""
    if a <= 1:
        return mpf(0), 1 / (1 + exp(-quantile(alpha, a, b, True)))
    if b <= 1:
        return 1 / (1 + exp(-quantile(alpha, a, b))), mpf(1)

    def log_density(logit):
        return -(a - 1) * log(1 + exp(-logit)) - (b - 1) * log(1 + exp(logit))

    high = quantile(alpha, a, b)
    low, right = high - 60, None
    for _ in range(90):
        left = (low + high) / 2
        right = quantile(alpha - tails(left, a, b)[0], a, b, True, right)
        if log_density(left) < log_density(right):
            low = left
        else:
            high = left
    return 1 / (1 + exp(-left)), 1 / (1 + exp(-right))


def main():
    cases = [(0, 1), (1, 1), (0, 5), (1, 5), (4, 5), (5, 5), (0, 20), (1, 20), (10, 20), (19, 20), (1, 29), (258, 260),
             (0, 1699), (6, 1699), (151, 1699), (4, 1699)]
    with open("../posterior.csv", "w") as out:
        print("# method,k,n,prior_a,prior_b,level,lower,upper: mpmath, 36 digits; levels exact as doubles", file=out)
        for a, b in [("0.5", "0.5"), ("1", "1"), ("2.5", "7.25")]:
            for k, n in cases:
                for level in ("0.75", "0.953125", "0.9990234375"):
                    alpha = 1 - mpf(level)
                    shapes = k + mpf(a), n - k + mpf(b)
                    equal = [1 / (1 + exp(-quantile(alpha / 2, *shapes, upper))) for upper in (False, True)]
                    for method, limits in (("equal-tailed", equal), ("hpd", shortest(*shapes, alpha))):
                        print(method, k, n, a, b, level, *(mp.nstr(v, 20) for v in limits), sep=",", file=out)
                    out.flush()


main()
