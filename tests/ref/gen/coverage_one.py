#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Exact coverage of intervals for one proportion at 95 % by an implementation of their own (doubles, scipy-free): writes
../coverage_one.csv. Limits from the equations that define them, by halving; the least coverage for 0 < p < 1 is beside a
limit, the mean over p is the sum of the integrals of the binomial probabilities between limits, which are incomplete beta
functions, here binomial tails for n + 1. With a file of method,k,n,lower,upper as its argument it does the sums for those
limits, too: so were the rows made of the methods that it has no equation for, with painstat's own limits, which other tests
compare with references. Where there is no interval (nan), p is not covered."""

import sys

from math import asin, exp, inf, lgamma, log, nextafter, sin, sqrt
from statistics import NormalDist

ALPHA = 0.05
Z = NormalDist().inv_cdf(1 - ALPHA / 2)


def log_choose(n, k):
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)


def pmf(k, n, p):
    if p <= 0 or p >= 1:
        return float(k == (n if p >= 1 else 0))
    return exp(log_choose(n, k) + k * log(p) + (n - k) * log(1 - p))


def at_least(k, n, p):
    return sum(pmf(i, n, p) for i in range(k, n + 1))


def root(f):
    """The p where f, rising, is 0."""
    low, high = 0.0, 1.0
    for _ in range(80):
        middle = (low + high) / 2
        if f(middle) < 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def clopper_pearson(k, n):
    return root(lambda p: at_least(k, n, p) - ALPHA / 2)


def mid_p(k, n):
    return root(lambda p: at_least(k, n, p) - pmf(k, n, p) / 2 - ALPHA / 2)


def wilson(k, n, half=0.0):
    return root(lambda p: Z - (k - half - n * p) / sqrt(n * p * (1 - p)) if 0 < p < 1 else p - 0.5)


def wilson_cc(k, n):
    return wilson(k, n, 0.5)


def likelihood(k, n):
    def excess(p):
        if p >= k / n:
            return 1
        if p == 0:
            return -1
        g = k * log(k / (n * p)) + ((n - k) * log((n - k) / (n * (1 - p))) if k < n else 0)
        return Z - sqrt(max(2 * g, 0))
    return root(excess)


def agresti_coull(k, n):
    m, c = n + Z * Z, (k + Z * Z / 2) / (n + Z * Z)
    return max(c - Z * sqrt(c * (1 - c) / m), 0)


def wald(k, n):
    return max(k / n - Z * sqrt(k * (n - k) / n) / n, 0)


def wald_cc(k, n):
    return max(k / n - Z * sqrt(k * (n - k) / n) / n - 0.5 / n, 0)


def arcsine(k, n):
    angle = asin(sqrt((k + 0.375) / (n + 0.75))) - Z / (2 * sqrt(n))
    return sin(max(angle, 0))**2


METHODS = {"mid-p": mid_p, "clopper-pearson": clopper_pearson, "wilson": wilson, "wilson-cc": wilson_cc,
           "agresti-coull": agresti_coull, "wald": wald, "wald-cc": wald_cc, "likelihood-ratio": likelihood,
           "arcsine": arcsine}


def coverage(limits, n, p):
    return sum(pmf(k, n, p) for k, (low, high) in enumerate(limits) if low <= p <= high)


def least(limits, n, start, end):
    beside = {nextafter(v, d) for pair in limits for v, d in zip(pair, (-inf, inf)) if v == v} | {start, end}
    return min(coverage(limits, n, p) for p in beside if start <= p <= end and 0 < p < 1)


def mean(limits, n, start, end):
    """The integral of P(X = k) from a to b is P(Y > k) for n + 1 draws, at b less at a, over n + 1."""
    total = 0.0
    for k, (low, high) in enumerate(limits):
        a, b = max(low, start), min(high, end)
        if a < b:
            total += (at_least(k + 1, n + 1, b) - at_least(k + 1, n + 1, a)) / (n + 1)
    return total / (end - start)


SIZES = (*range(1, 61), 100)


def print_row(out, name, n, limits):
    values = (least(limits, n, 1e-300, 1 - 1e-16), mean(limits, n, 0, 1), least(limits, n, 0.8, 0.999),
              mean(limits, n, 0.8, 0.999))
    print(name, n, *(f"{v:.10f}" for v in values), sep=",", file=out)


def given(path):
    sets = {}
    for line in open(path):
        name, k, n, low, high = line.strip().split(",")
        sets.setdefault((name, int(n)), {})[int(k)] = (float(low), float(high))
    return {key: [pairs[k] for k in range(key[1] + 1)] for key, pairs in sets.items()}


def main():
    with open("../coverage_one.csv", "w") as out:
        print("# method,n,least,mean,least_high,mean_high: coverage at 95 % over 0 < p < 1, and over .8 <= p <= .999",
              file=out)
        for name, lower in METHODS.items():
            for n in SIZES:
                lows = [0.0] + [lower(k, n) for k in range(1, n + 1)]
                if name in ("wald", "wald-cc"):  # a point, or one widened by the correction
                    lows[n] = 1 - (0.5 / n if name == "wald-cc" else 0)
                print_row(out, name, n, [(lows[k], 1 - lows[n - k]) for k in range(n + 1)])
        for (name, n), limits in given(sys.argv[1]).items() if len(sys.argv) > 1 else []:
            print_row(out, name, n, limits)


main()
