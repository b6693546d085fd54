#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Mean, standard deviation and standard error in exact rational arithmetic, rounded once: writes ../describe.csv.

Values are doubles, so the rationals are those of the doubles and not of the decimals; square roots are taken to 60 digits."""

from decimal import Decimal, getcontext
from fractions import Fraction

getcontext().prec = 60

# (value, count); ties, cancellation, tiny and huge values, counts near 2^63
SAMPLES = [
    [(5.0, 1)],
    [(1.0, 1), (4.0, 1)],
    [(0.0, 6), (1.0, 2), (2.0, 1), (3.0, 2), (10.0, 1)],
    [(50.0, 1), (60.0, 1), (500 / 7, 1), (80.0, 1), (800 / 9, 1), (100.0, 2)],
    [(0.5, 1), (1.3, 1), (1.55, 1), (1.62, 1), (1.68, 1), (1.83, 1), (1.88, 1), (2.48, 1), (3.06, 1)],
    [(0.1, 3)],
    [(1e15 + 1, 2), (1e15 + 2, 3), (1e15 + 4, 4)],
    [(-1e200, 3), (1e200, 5)],
    [(1e-200, 3), (3e-200, 5)],
    [(5e-324, 1), (1e-320, 2)],
    [(-1.7e308, 1), (1.5e308, 6)],
    [(-1e16, 1), (1.0, 1), (1e16, 1)],
    [(0.1, 10**9), (0.2, 10**9), (0.7, 7)],
    [(0.1, 2**62), (0.3, 2**62 - 1)],
    [(0.0, 2**63 - 2), (1.0, 1)],
]


def root(f):
    return (Decimal(f.numerator) / Decimal(f.denominator)).sqrt()


def show(d):
    return "%.17g" % float(d)


with open("../describe.csv", "w") as out:
    print("# mean,sd,se,value count value count ...", file=out)
    for sample in SAMPLES:
        n = sum(c for _, c in sample)
        mean = Fraction(sum(Fraction(x) * c for x, c in sample), n)
        sd = se = "nan"
        if n > 1:
            variance = sum((Fraction(x) - mean) ** 2 * c for x, c in sample) / (n - 1)
            sd, se = show(root(variance)), show(root(variance / n))
        values = " ".join("%.17g %d" % row for row in sample)
        print(",".join([show(mean), sd, se, values]), file=out)
