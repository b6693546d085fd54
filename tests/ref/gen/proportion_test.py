#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of one proportion (mpmath): writes ../proportion_test.csv. Binomial probabilities by rational arithmetic on the
null value as a double. Blaker's p-value by its definition, as the greatest acceptability of p0 and of every point further
out where it can have a peak: all p where P(X >= k) = P(X <= j), found by halving, whatever j."""

from fractions import Fraction
from math import comb

from mpmath import erfc, log, mp, mpf, sqrt

mp.dps = 40


def pmf(n, p):
    return [comb(n, i) * p**i * (1 - p)**(n - i) for i in range(n + 1)]


def number(q):
    return mpf(q.numerator) / q.denominator if isinstance(q, Fraction) else q


def acceptability(k, n, p):
    law = pmf(n, p)
    above, below = sum(law[k:]), sum(law[:k + 1])
    small = min(above, below)
    best, tail = 0, 0
    for q in law if above < below else reversed(law):
        tail += q
        if tail <= small * (1 + Fraction(1, 10**30)):
            best = tail
    return min(small + best, 1) if small + best < 1 else mpf(1)


def blaker(k, n, p0):
    if k > n * p0:
        return blaker(n - k, n, 1 - p0)
    # p0 is above k / n; look at p from p0 upwards
    best = number(acceptability(k, n, p0))
    for j in range(k + 1, n + 1):
        low, high = number(p0), mpf(1)

        def apart(p):
            law = pmf(n, p)
            return sum(law[:k + 1]) - sum(law[j:])

        if apart(low) < 0:
            continue  # equal further in
        for _ in range(110):
            middle = (low + high) / 2
            if apart(middle) > 0:
                low = middle
            else:
                high = middle
        best = max(best, 2 * sum(pmf(n, low)[:k + 1]))
    return min(best, mpf(1))


def normal_tails(d, error, step=mpf(0)):
    return erfc(-(d + step) / error / sqrt(2)) / 2, erfc((d - step) / error / sqrt(2)) / 2


def rows(k, n, p0):
    law = pmf(n, p0)
    below, above, half = sum(law[:k + 1]), sum(law[k:]), law[k] / 2
    p, d = number(p0), number(k - n * p0)
    yes, no = mpf(k), mpf(n - k)
    deviance = (yes * log(yes / (n * p)) if k else 0) + (no * log(no / (n * (1 - p))) if k < n else 0)
    root = sqrt(2 * abs(deviance)) * (1 if d > 0 else -1)
    yield "binomial", (below, above)
    yield "binomial-mid-p", (below - half, above - half)
    yield "proportion-score", normal_tails(d, sqrt(n * p * (1 - p)))
    yield "proportion-score-cc", normal_tails(d, sqrt(n * p * (1 - p)), mpf(1) / 2)
    yield "proportion-likelihood-ratio", normal_tails(root, 1)
    if 0 < k < n:
        yield "proportion-wald", normal_tails(d, sqrt(yes * no / n))


def main():
    with open("../proportion_test.csv", "w") as out:
        print("# method,k,n,p0,two_sided,less,greater: p-values, p0 taken as a double", file=out)
        for k, n in [(0, 1), (1, 1), (0, 5), (5, 5), (2, 10), (9, 10), (17, 20), (20, 20), (1, 29), (47, 50), (56, 60)]:
            for p0 in (0.05, 0.3, 0.4, 0.5, 0.625, 0.9, 0.99):
                null = Fraction(p0)
                for method, (below, above) in rows(k, n, null):
                    values = [min(2 * min(below, above), 1), below, above]
                    print(method, k, n, repr(p0), *(mp.nstr(number(v) * 1, 20) for v in values), sep=",", file=out)
                print("binomial-blaker", k, n, repr(p0), mp.nstr(mpf(1) * blaker(k, n, null), 20), "nan", "nan", sep=",",
                      file=out)


main()
