#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints the table of lib/num/beta_expansion.c in exact fractions, rounded once: the polynomials c(i, j) in z with which
w = sum c(i, j) s^i g^j solves G w'' = w'^2 (s + (1 - 2 g) w) - z w' G, G = 1 + s w - g w^2, order i + 2 j by order."""
from collections import defaultdict
from fractions import Fraction

MOST = 12
Z = [Fraction(0), Fraction(1)]


def plus(a, b, times=1):
    longer = max(len(a), len(b))
    return [(a[k] if k < len(a) else 0) + times * (b[k] if k < len(b) else 0) for k in range(longer)]


def product(a, b):
    result = [Fraction(0)] * max(len(a) + len(b) - 1, 0)
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            result[i + j] += x * y
    return result


def slope(a):
    return [k * a[k] for k in range(1, len(a))]


def coefficient(p, q, i, j):
    """Of s^i g^j in the product of two expansions."""
    result = []
    for k in range(i + 1):
        for m in range(j + 1):
            result = plus(result, product(p[k, m], q[i - k, j - m]))
    return result


def main():
    w, w1, w2, ww, w1w1 = (defaultdict(list) for _ in range(5))

    def put(i, j, polynomial):
        w[i, j], w1[i, j], w2[i, j] = polynomial, slope(polynomial), slope(slope(polynomial))
        ww[i, j], w1w1[i, j] = coefficient(w, w, i, j), coefficient(w1, w1, i, j)

    put(0, 0, Z)
    for order in range(1, MOST + 1):
        for j in range(order // 2 + 1):
            i = order - 2 * j
            put(i, j, [])
            rest = coefficient(w1w1, w, i, j)
            if i > 0:
                rest = plus(rest, w1w1[i - 1, j])
                rest = plus(rest, coefficient(w, w2, i - 1, j), -1)
                rest = plus(rest, product(Z, coefficient(w, w1, i - 1, j)), -1)
            if j > 0:
                rest = plus(rest, coefficient(w1w1, w, i, j - 1), -2)
                rest = plus(rest, coefficient(ww, w2, i, j - 1))
                rest = plus(rest, product(Z, coefficient(ww, w1, i, j - 1)))
            # u'' - z u' - u = rest has one solution that is a polynomial.
            u = [Fraction(0)] * (len(rest) + 2)
            for k in reversed(range(len(rest))):
                u[k] = (k + 2) * u[k + 2] - rest[k] / (k + 1)
            assert not any(u[order + 2:]) and not any(u[order % 2:order + 2:2])
            put(i, j, u[:order + 2])
    for order in range(MOST + 1):
        for j in range(order // 2 + 1):
            print('    {%s},' % ', '.join(repr(float(c)) for c in w[order - 2 * j, j][(order + 1) % 2::2]))


main()
