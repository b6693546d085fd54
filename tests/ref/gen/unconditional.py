#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints exact unconditional p-values by direct summation: tables are ordered in integers and fractions, their
probabilities summed on a grid of probabilities, the highest refined. The unit test of two proportions holds them."""
from fractions import Fraction
from math import comb


def fisher(i, n1, j, n2):
    m = i + j
    tail = sum(comb(n1, k) * comb(n2, m - k) for k in range(i, min(n1, m) + 1) if m - k <= n2)
    return -Fraction(tail, comb(n1 + n2, m))


def score(i, n1, j, n2):
    m, n = i + j, n1 + n2
    if m in (0, n):
        return Fraction(0)
    d = Fraction(i, n1) - Fraction(j, n2)
    share = Fraction(m, n)
    return d * abs(d) / (share * (1 - share) * (Fraction(1, n1) + Fraction(1, n2)))


def greater(rank, x1, n1, x2, n2, grid):
    seen = rank(x1, n1, x2, n2)
    extreme = [[j for j in range(n2 + 1) if rank(i, n1, j, n2) >= seen] for i in range(n1 + 1)]

    def probability(p):
        two = [comb(n2, j) * p**j * (1 - p)**(n2 - j) for j in range(n2 + 1)]
        return sum(comb(n1, i) * p**i * (1 - p)**(n1 - i) * sum(two[j] for j in extreme[i])
                   for i in range(n1 + 1))

    best, at = max((probability(k / grid), k / grid) for k in range(1, grid))
    low, high = at - 1 / grid, at + 1 / grid
    for _ in range(60):
        a, b = low + (high - low) / 3, high - (high - low) / 3
        if probability(a) < probability(b):
            low = a
        else:
            high = b
    return max(best, probability((low + high) / 2))


print('barnard 12/15 7/15', greater(score, 12, 15, 7, 15, 20000))
print('boschloo 74/117 31/63', greater(fisher, 74, 117, 31, 63, 2000))
print('boschloo 9/12 3/10', greater(fisher, 9, 12, 3, 10, 2000))
