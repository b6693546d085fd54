#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes ../beta_quantile.csv: lower quantiles of beta distributions and what is left to 1, by Newton's method for the logarithm of
the tail on the logit scale, 40 digits, the tail by its hypergeometric series. Shapes are drawn at random from the regions where
lib/num/beta_quantile.c works differently, three quarters of them whole or half numbers."""
import random

from mpmath import exp, log, loggamma, mp, mpf, nstr

mp.dps = 40
random.seed(20260229)
LEVELS = (.5, .25, .1, .05, .025, .01, .005, .0005, 1e-6, 1e-9, 1e-13)


def tail_and_density(a, b, z):
    """The lower tail at the logit z, and the density of the logit there."""
    x, y = 1 / (1 + exp(-z)), 1 / (1 + exp(z))
    if a * y < b * x:
        upper, density = tail_and_density(b, a, -z)
        return 1 - upper, density
    density = exp(a * log(x) + b * log(y) - loggamma(a) - loggamma(b) + loggamma(a + b))
    term = total = mpf(1)
    k = 0
    while term > total * mpf(10)**-42 or (a + b + k) * x > a + 1 + k:
        term *= (a + b + k) / (a + 1 + k) * x
        total += term
        k += 1
    return density / a * total, density


def quantile(p, a, b):
    z, step = log(mpf(a) / b), mpf(1)
    while abs(step) > mpf(10)**-22:
        tail, density = tail_and_density(a, b, z)
        step = log(p / tail) * tail / density
        z += step
    return 1 / (1 + exp(-z)), 1 / (1 + exp(z))


def shape(low, high):
    a = low * (high / low)**random.random()
    return max(low, random.choice((a, round(a), round(a), round(2 * a) / 2)))


with open('../beta_quantile.csv', 'w') as table:
    table.write('# p, a, b, the lower p-quantile of beta(a, b), 1 - quantile: mpmath, 40 digits (gen/beta_quantile.py)\n')
    for low, high, rows in ((1, 15, 80), (10, 40, 80), (15, 2000, 160), (100, 1e5, 80)):
        for _ in range(rows):
            p, a, b = random.choice(LEVELS), shape(low, high), shape(low, high)
            x, y = quantile(mpf(p), mpf(a), mpf(b))
            table.write('%r,%r,%r,%s,%s\n' % (p, float(a), float(b), nstr(x, 20), nstr(y, 20)))
