#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Limits for a proportion from their definitions, in 60-digit arithmetic (mpmath): writes ../proportion_far.csv, and with
an argument, the name of a table such as ../golden_proportion.csv, checks the rows of that table instead (minutes).

Limits by the beta distribution are solved for I_x(a, b) as a sum of positive terms; the others are the textbook
formulas. alpha is formed from the decimal level."""

import sys

from mpmath import erfinv, exp, log, log1p, loggamma, mp, mpf, sqrt

mp.dps = 60
BITS = 240


def log_beta_tail(logit, a, b):
    """log I_x(a, b) and its derivative by logit(x), by x^a (1-x)^b / (a B) sum_j prod_i (a+b+i) x / (a+1+i)."""
    x, y = 1 / (1 + exp(-logit)), 1 / (1 + exp(logit))
    density = a * log(x) + b * log(y) - (loggamma(a) + loggamma(b) - loggamma(a + b))
    if a > b:  # the sum would be long; the other one is shorter, and 60 digits bear the difference
        other, _ = log_beta_tail(-logit, b, a)
        return log1p(-exp(other)), exp(density) / (1 - exp(other))
    one = 1 << BITS
    fixed, a2, n2 = int(x * one), int(2 * a), int(2 * (a + b))
    term, total, j = one, one, 0
    while term > 0:
        term = term * (n2 + 2 * j) * fixed // (a2 + 2 + 2 * j) >> BITS
        total += term
        j += 1
    series = mpf(total) / one
    return density + log(series / a), a / series


def beta_logit(weights, tail):
    """The logit of x where the sum of weight * I_x(a, b) is tail."""
    a, b = weights[0][1:]
    centre = a / (a + b)
    z = normal(tail)
    logit = log(a / b) - z * sqrt(1 / (a + b) / centre / (1 - centre))
    low, high = mpf(-10**6), mpf(10**6)
    for _ in range(400):
        value = slope = mpf(0)
        for weight, a, b in weights:
            log_part, rate = log_beta_tail(logit, a, b)
            value += weight * exp(log_part)
            slope += weight * exp(log_part) * rate
        miss = log(tail) - log(value)
        low, high = (logit, high) if miss > 0 else (low, logit)
        step = miss * value / slope
        if not low < logit + step < high:
            step = (low + high) / 2 - logit
        logit += step
        if abs(step) < mpf(10)**-30:
            return logit
    raise ArithmeticError


def normal(tail):
    return sqrt(mpf(2)) * erfinv(1 - 2 * tail)


def score(k, n, z):
    return (k + z * z / 2 + z * sqrt(k * (n - k) / n + z * z / 4)) / (n + z * z)


def lower(method, k, n, tail):
    half, k, n, z = mpf(1) / 2, mpf(k), mpf(n), normal(tail)
    if method == "wald":
        return max(k / n - z * sqrt(k * (n - k) / n**3), mpf(0))
    if k == 0:
        return mpf(0)
    if method == "wilson":
        return score(k, n, -z)
    if method == "wilson-cc":
        return score(k - half, n, -z)
    if method == "agresti-coull":
        all_, centre = n + z * z, (k + z * z / 2) / (n + z * z)
        return max(centre - z * sqrt(centre * (1 - centre) / all_), mpf(0))
    if method == "jeffreys":
        weights = [(1, k + half, n - k + half)]
    elif method == "clopper-pearson":
        weights = [(1, k, n - k + 1)]
    elif k == n:
        return exp(log(2 * tail) / n)
    else:
        weights = [(half, k, n - k + 1), (half, k + 1, n - k)]
    return 1 / (1 + exp(-beta_logit(weights, tail)))


def limits(method, k, n, level, side):
    alpha = 1 - mpf(level)
    tail = alpha / 2 if side == "two" else alpha
    return (lower(method, k, n, tail) if side != "upper" else mpf(0),
            1 - lower(method, n - k, n, tail) if side != "lower" else mpf(1))


def check(name):
    worst = 0
    for line in open(name):
        if line.startswith("#"):
            continue
        method, k, n, level, side, *want = line.strip().split(",")
        for got, text in zip(limits(method, int(k), int(n), level, side), want):
            error = abs(got - mpf(text)) / max(abs(mpf(text)), mpf("1e-15"))
            worst = max(worst, error)
            if error > 1e-17:
                print("differs:", line.strip(), mp.nstr(got, 20))
    print("largest relative difference", mp.nstr(worst, 3))


def write():
    levels = ["0.5", "0.9375", "0.99999904632568359375", "0.999999940395355224609375"]  # exact as doubles
    counts = [(3, 7), (1, 263), (258, 260), (7, 291), (1, 2000), (1999, 2000), (9990, 10**4), (40, 10**5),
              (90000, 10**5), (1, 10**7), (10, 10**7), (10**7 - 10, 10**7), (9 * 10**6, 10**7), (2, 10**12)]
    with open("../proportion_far.csv", "w") as out:
        print("# method,k,n,level,side,lower,upper: mpmath, 60 digits, alpha from the decimal level", file=out)
        for method in ["mid-p", "clopper-pearson", "jeffreys", "wilson", "wilson-cc", "agresti-coull"]:
            for k, n in counts:
                for level in levels:
                    row = [mp.nstr(v, 20) for v in limits(method, k, n, level, "two")]
                    print(method, k, n, level, "two", *row, sep=",", file=out)


if len(sys.argv) > 1:
    check(sys.argv[1])
else:
    write()
