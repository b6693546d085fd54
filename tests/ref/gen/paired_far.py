#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Limits by Tango's and Tang's score for paired proportions whose cells differ by orders of magnitude, in 60-digit
arithmetic (mpmath): writes ../paired_far.csv. Equations as their authors print them, with the cancellation that 60 digits
bear; roots by halving, on the logarithm for the ratio."""

from mpmath import exp, inf, log, mp, mpf, sqrt
from mpmath import erfinv

mp.dps = 60

TABLES = [(1, 470227, 0, 0), (1, 0, 111998, 0), (146, 847493, 5, 0), (1, 1, 218532, 5), (1, 1672, 2, 0), (999000, 3, 990, 7),
          (1, 4, 282067, 5672), (10**6, 1, 0, 0), (10**6, 10, 3, 10**6), (5, 10**6, 10**6, 1), (0, 1, 1, 10**6), (0, 12, 0, 10**6),
          (40, 0, 7, 10**6), (840000, 5000, 10000, 145000)]


def root(f, inside, outside):
    """Where f, negative at `inside`, changes its sign."""
    for _ in range(220):
        middle = (inside + outside) / 2
        inside, outside = (middle, outside) if f(middle) < 0 else (inside, middle)
    return (inside + outside) / 2


def larger(square, linear, constant):
    return (sqrt(linear * linear - 4 * square * constant) - linear) / (2 * square)


def tango(table, z, end):
    a, b, c, d = map(mpf, table)
    n = a + b + c + d

    def excess(diff):
        q = larger(2 * n, (2 * n - b + c) * diff - b - c, -c * diff * (1 - diff))
        return (b - c - n * diff)**2 - z * z * n * (2 * q + diff * (1 - diff))

    beside = (b - c) / n + end * mpf(10)**-30
    return root(excess, beside, mpf(end)) if abs(b - c) < n else None


def tang(table, z, end):
    a, b, c, d = map(mpf, table)
    n = a + b + c + d
    first, second = a + b, a + c
    if (end < 0 and first == 0) or (end > 0 and second == 0):
        return mpf(0) if end < 0 else inf

    def excess(log_ratio):
        r = exp(log_ratio)
        q = larger(n * (1 + r), second * r * r - (a + b + 2 * c), c * (1 - r) * (a + b + c) / n)
        return (first - r * second)**2 - z * z * ((a + b + c) * (r - 1) + n * (1 + r) * q)

    inside = log(first / second) + end * mpf(10)**-30 if first * second > 0 else mpf(-40 * end)
    step = mpf(1)
    while excess(inside + end * step) < 0:
        step *= 2
    return exp(root(excess, inside, inside + end * step))


def main():
    with open("../paired_far.csv", "w") as out:
        print("# method,a,b,c,d,level,lower,upper: mpmath, 60 digits, alpha from the decimal level", file=out)
        for name, function in (("tango", tango), ("tang", tang)):
            for table in TABLES:
                for level in ("0.8", "0.95", "0.9999"):
                    z = sqrt(mpf(2)) * erfinv(mpf(level))
                    limits = [function(table, z, end) for end in (-1, 1)]
                    if None not in limits:
                        print(name, *table, level, *(mp.nstr(v, 20) for v in limits), sep=",", file=out)


main()
