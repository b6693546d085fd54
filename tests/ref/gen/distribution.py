#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes distribution.csv: tails, quantiles and probabilities in 50-digit arithmetic. Run in tests/ref:

    python3 gen/distribution.py > distribution.csv

Columns: name, tail (0 lower, 1 upper), first argument, parameters (up to three), value. For counts both tails include
the count. Rows whose value lies outside 1e-300 ... 1e300 are left out.
"""
import math
import random

from mpmath import mp, mpf

from exact import beta_quantile, beta_tails, check, gamma_quantile, gamma_tails

random.seed(20240229)
SHAPES = (0.001, 0.1, 0.5, 0.9, 1, 1.5, 3, 17.25, 258, 1999, 2001, 3e4, 1e6, 1e8)
SIGMAS = (-25, -7, -2.5, -1, -0.1, 0.3, 1, 3, 8, 28)
LEVELS = (1e-300, 1e-100, 1e-20, 1e-9, 1e-4, 0.005, 0.025, 0.1, 0.3, 0.5, 0.6, 0.9, 0.975, 0.9999, 1 - 2**-40)


def row(name, tail, first, parameters, value):
    if mpf("1e-300") <= abs(value) <= mpf("1e300"):
        cells = [name, str(tail), repr(first)] + [repr(p) for p in parameters]
        print(",".join(cells + [""] * (6 - len(cells)) + [mp.nstr(value, 25, min_fixed=-5, max_fixed=25)]))


def tails(name, first, parameters, both):
    small = 0 if both[0] < both[1] else 1
    for tail in (0, 1):
        row(name, tail, first, parameters, 1 - both[1 - tail] if tail != small else both[tail])


def near(a, b, sigmas):
    """A double x that many standard deviations of the logit from the mean of beta(a, b); None when out of reach."""
    deviation = min(math.sqrt((a + b) / a / b), 3)
    logit = math.log(a / b) + sigmas * deviation
    x = 1 / (1 + math.exp(-logit)) if abs(logit) < 600 else 1.0
    return x if 1e-13 < x < 1 - 1e-13 else None


def beta_rows():
    for a in SHAPES:
        for b in SHAPES:
            for sigmas in random.sample(SIGMAS, 3):
                x = near(a, b, sigmas)
                if x is not None:
                    tails("beta_tail", x, (a, b), beta_tails(a, b, x))
            p, tail = random.choice(LEVELS), random.choice((0, 1))
            if min(a, b) >= 0.1:
                row("beta_quantile", tail, p, (a, b), beta_quantile(p, a, b, tail)[0])
    for a, b in ((17, 484), (258, 3), (3, 258), (8, 284), (9, 342), (1000000, 1000001), (500000, 1500001),
                 (11, 1999990), (10, 1999991), (1, 10000000), (5000000, 5000001), (9999999, 2), (0.5, 10000000.5)):
        for p in (0.025, 0.25, 0.005, 1e-300):
            for tail in (0, 1):
                if (tail, p) != (0, 1e-300) or a >= 1:
                    row("beta_quantile", tail, p, (float(a), float(b)), beta_quantile(p, a, b, tail)[0])
    tails("beta_tail", 0.5, (1e6, 1e6), beta_tails(1e6, 1e6, 0.5))


def chisq_rows():
    for a in SHAPES + (5e8,):
        for sigmas in SIGMAS:
            exponent = sigmas / math.sqrt(a)
            x = a * math.exp(exponent) if abs(exponent) < 1 else a + abs(sigmas) * math.sqrt(a)
            tails("chisq_tail", 2 * x, (2 * a,), gamma_tails(a, x))
        for p in LEVELS:
            for tail in (0, 1):
                if a >= 0.1:
                    row("chisq_quantile", tail, p, (2 * a,), 2 * gamma_quantile(p, a, tail))


def t_rows():
    for df in (0.25, 1.0, 2.0, 3.0, 5.5, 17.0, 49.0, 1000.0, 1e6, 1e9):
        n = mpf(df)
        for t in (1e-9, 0.01, 0.7, 1.0, 1.2, 2.0, 3.5, 9.0, 35.0, 1e4, 1e20):
            squared = mpf(t)**2
            y = squared / (n + squared)
            small = beta_tails(0.5, n / 2, y, n / (n + squared))[1] / 2
            for sign in (1, -1):
                row("t_tail", 1 if sign > 0 else 0, sign * t, (df,), small)
                row("t_tail", 0 if sign > 0 else 1, sign * t, (df,), 1 - small)
        for p in LEVELS:
            if p == 0.5:
                continue
            low = min(mpf(p), 1 - mpf(p))
            # beta(1/2, df/2) at y = t^2 / (df + t^2) has the upper tail 2 p
            if 2 * low > 0.5:
                y, x = beta_quantile(1 - 2 * low, 0.5, n / 2, 0)
            else:
                y, x = beta_quantile(2 * low, 0.5, n / 2, 1)
            row("t_quantile", 0, p, (df,), mp.sqrt(n * y / x) * (1 if p > 0.5 else -1))
            row("t_quantile", 1, p, (df,), mp.sqrt(n * y / x) * (-1 if p > 0.5 else 1))


def f_rows():
    for df1 in (1.0, 2.5, 6.0, 40.0, 3000.0, 1e6):
        for df2 in (0.5, 1.0, 7.0, 100.0, 1e4, 1e9):
            a, b = mpf(df1) / 2, mpf(df2) / 2
            for f in (1e-5, 0.6, 0.999, 1.0, 1.01, 2.5, 30.0):
                odds = a / b * mpf(f)
                tails("f_tail", f, (df1, df2), beta_tails(a, b, odds / (1 + odds), 1 / (1 + odds)))
            for p in random.sample(LEVELS, 2):
                for tail in (0, 1):
                    x, y = beta_quantile(p, a, b, tail)
                    row("f_quantile", tail, p, (df1, df2), b / a * x / y)


def normal_rows():
    for z in (1e-9, 0.1, 0.7, 1.0, 1.96, 2.5758, 5.0, 8.3, 20.0, 37.0):
        small = mp.erfc(mpf(z) / mp.sqrt(2)) / 2
        for sign in (1, -1):
            row("normal_tail", 1 if sign > 0 else 0, sign * z, (), small)
            row("normal_tail", 0 if sign > 0 else 1, sign * z, (), 1 - small)
    for p in LEVELS:
        if p != 0.5:
            low = min(mpf(p), 1 - mpf(p))
            z = mp.findroot(lambda v: mp.log(mp.erfc(v / mp.sqrt(2)) / 2 / low), mp.sqrt(-mp.log(low)), tol=1e-80)
            row("normal_quantile", 0, p, (), z if p > 0.5 else -z)
            row("normal_quantile", 1, p, (), -z if p > 0.5 else z)


def binomial_rows():
    cases = [(5000000, 10000000, 0.5), (4990000, 10000000, 0.5), (9000000, 10000000, 0.9), (9, 10000000, 1e-6),
             (40, 10000000, 1e-6), (500000, 1000000, 0.5), (500, 1000, 0.5), (258, 260, 0.9), (258, 260, 0.99),
             (999999, 1000000, 0.9999), (17, 50, 0.5), (9200, 10000, 0.9), (200, 10000, 0.1), (3, 3, 0.2), (0, 3, 0.2),
             (0, 1000000, 1e-4), (1000, 1000, 0.7), (1, 1, 0.3), (70000, 100000, 0.5), (5, 10, 1e-30)]
    for k, n, p in cases:
        q, m = 1 - mpf(p), n - k
        log_count = mp.loggamma(n + 1) - mp.loggamma(k + 1) - mp.loggamma(m + 1)
        row("binomial_pmf", 0, k, (n, p), mp.exp(log_count + k * mp.log(p) + m * mp.log(q)))
        row("binomial_tail", 0, k, (n, p), beta_tails(m, k + 1, q, mpf(p))[0] if k < n else mpf(1))
        row("binomial_tail", 1, k, (n, p), beta_tails(k, m + 1, p, q)[0] if k > 0 else mpf(1))


def hypergeometric_rows():
    cases = [(3, 10, 7, 8), (1, 10, 7, 8), (8, 10, 7, 8), (0, 5, 100, 20), (40, 100, 200, 120), (12, 50, 950, 100),
             (250500, 500000, 500000, 500000), (2000, 100000, 9900000, 200000), (2300, 100000, 9900000, 200000),
             (1500, 100000, 9900000, 200000), (5, 10, 9999990, 5000000), (1, 3000000, 7000000, 2),
             (24010000, 49000000, 51000000, 49000000), (600, 1000, 1000, 1000)]
    for k, marked, unmarked, drawn in cases:
        log_term = lambda j: (mp.loggamma(marked + 1) - mp.loggamma(j + 1) - mp.loggamma(marked - j + 1)
                              + mp.loggamma(unmarked + 1) - mp.loggamma(drawn - j + 1)
                              - mp.loggamma(unmarked - drawn + j + 1)
                              - mp.loggamma(marked + unmarked + 1) + mp.loggamma(drawn + 1)
                              + mp.loggamma(marked + unmarked - drawn + 1))
        lowest, highest = max(0, drawn - unmarked), min(marked, drawn)
        term = mp.exp(log_term(k))
        row("hypergeometric_pmf", 0, k, (marked, unmarked, drawn), term)
        for tail, end, way in ((0, lowest, -1), (1, highest, 1)):
            total, next_term, j = mpf(0), term, k
            while True:
                total += next_term
                if j == end or next_term < total * mpf(10)**-40:
                    break
                if way < 0:
                    next_term = next_term * j * (unmarked - drawn + j) / ((marked - j + 1) * (drawn - j + 1))
                else:
                    next_term = next_term * (marked - j) * (drawn - j) / ((j + 1) * (unmarked - drawn + j + 1))
                j += way
            row("hypergeometric_tail", tail, k, (marked, unmarked, drawn), total)


check()
print("# name,tail,argument,parameter1,parameter2,parameter3,value: see gen/distribution.py")
for rows in (normal_rows, t_rows, chisq_rows, f_rows, beta_rows, binomial_rows, hypergeometric_rows):
    rows()
