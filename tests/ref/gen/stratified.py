#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two proportions within strata, by mpmath with 50 digits.

usage: stratified.py, in tests/ref

stratified.csv: measure, method, strata x1/n1-x2/n2 joined by +, level, value, lower, upper. Most likely probabilities
are roots of the papers' cubic and quadratics as printed; Miettinen and Nurminen's weights are repeated until they stand.
"""
from mpmath import mp, mpf, sqrt, log, exp, polyroots, erfinv, inf, almosteq

mp.dps = 50

SETS = [
    [(10, 20, 6, 22), (3, 9, 2, 8), (25, 40, 30, 61), (0, 5, 1, 6)],
    [(8, 15, 4, 15), (7, 25, 2, 25)],
    [(0, 10, 0, 20), (3, 4, 1, 9), (12, 12, 15, 16)],
    [(9, 10, 3, 10), (10, 10, 2, 20), (5, 6, 0, 3)],
    [(190, 200, 150, 190), (45, 50, 300, 400), (1, 2, 3, 7)],
    [(1, 1, 0, 1), (0, 1, 1, 2), (2, 3, 1, 1), (4, 7, 2, 5)],
    [(84, 93, 81, 99)],
]


def mle_difference(c, d):
    x1, n1, x2, n2 = map(mpf, c)
    n, x = n1 + n2, x1 + x2
    a = [n, (n1 + 2 * n2) * d - n - x, (n2 * d - n - 2 * x2) * d + x, x2 * d * (1 - d)]
    low, high = max(mpf(0), -d), min(mpf(1), 1 - d)
    if d == 0:
        return x / n, x / n
    roots = [r.real for r in polyroots(a, maxsteps=2000, extraprec=400) if abs(r.imag) < mpf(10) ** -20]
    roots = [min(max(r, low), high) for r in roots if low - mpf(10) ** -20 < r < high + mpf(10) ** -20]

    def likelihood(p2):
        terms = [(x1, p2 + d), (n1 - x1, 1 - p2 - d), (x2, p2), (n2 - x2, 1 - p2)]
        if any(k > 0 and p <= 0 for k, p in terms):
            return -inf
        return sum(k * log(p) for k, p in terms if k > 0)
    p2 = max(roots, key=likelihood)
    return p2 + d, p2


def mle_ratio(c, q):
    x1, n1, x2, n2 = map(mpf, c)
    a, b, x = (n1 + n2) * q, n1 * q + x1 + n2 + x2 * q, x1 + x2
    p2 = (b - sqrt(b * b - 4 * a * x)) / (2 * a)
    return q * p2, p2


def mle_odds(c, q):
    x1, n1, x2, n2 = map(mpf, c)
    a, b, x = n2 * (q - 1), n1 * q + n2 - (x1 + x2) * (q - 1), x1 + x2
    p2 = x / b if a == 0 else (sqrt(b * b + 4 * a * x) - b) / (2 * a)
    return p2 * q / (1 + p2 * (q - 1)), p2


def mean(w, values):
    return sum(a * b for a, b in zip(w, values)) / sum(w)


def deviate(measure, strata, q):
    mle = {'diff': mle_difference, 'ratio': mle_ratio, 'odds': mle_odds}[measure]
    p = [mle(c, q) for c in strata]
    s, v, w = [], [], []
    for (x1, n1, x2, n2), (p1, p2) in zip(strata, p):
        n = mpf(n1 + n2)
        if measure == 'odds':
            # the score as in Gart and Thomas, weighted by its inverse variance
            one, two = n1 * p1 * (1 - p1), n2 * p2 * (1 - p2)
            info = 0 if x1 + x2 in (0, n) else 1 / (1 / one + 1 / two)
            w.append(1)
            s.append(0 if info == 0 else x1 - n1 * p1)
            v.append(info * n / (n - 1))
        else:
            slope = q if measure == 'ratio' else 1
            s.append(mpf(x1) / n1 - (q * mpf(x2) / n2 if measure == 'ratio' else mpf(x2) / n2 + q))
            v.append((p1 * (1 - p1) / n1 + slope ** 2 * p2 * (1 - p2) / n2) * n / (n - 1))
            w.append(1 / (mpf(1) / n1 + slope / mpf(n2)))
    for _ in range(500 if measure != 'odds' else 0):
        r1, r2 = mean(w, [a for a, _ in p]), mean(w, [b for _, b in p])
        if measure == 'diff':
            new = [1 / (r1 * (1 - r1) / (r2 * (1 - r2)) / n1 + 1 / mpf(n2)) for _, n1, _, n2 in strata]
        else:
            new = [1 / ((1 - r1) / (1 - r2) / n1 + q / n2) for _, n1, _, n2 in strata]
        done = all(almosteq(a, b, rel_eps=mpf(10) ** -40) for a, b in zip(w, new))
        w = new
        if done:
            break
    return sum(a * b for a, b in zip(w, s)) / sqrt(sum(a * a * b for a, b in zip(w, v)))


def root(f, low, high):
    """By halving, on the scale of the arguments."""
    for _ in range(90):
        middle = (low + high) / 2
        low, high = (middle, high) if f(middle) > 0 else (low, middle)
    return (low + high) / 2


def by_score(measure, strata, z):
    if measure == 'diff':
        return [root(lambda d: deviate(measure, strata, d) - t, mpf(-1) + mpf(10) ** -15, 1 - mpf(10) ** -15)
                for t in (0, z, -z)]
    ends = {'ratio': (lambda x1, n1, x2, n2: x1 == 0, lambda x1, n1, x2, n2: x2 == 0),
            'odds': (lambda x1, n1, x2, n2: x1 == 0 or x2 == n2,
                     lambda x1, n1, x2, n2: x1 == n1 or x2 == 0)}[measure]
    zero, infinite = (all(end(*c) for c in strata) for end in ends)
    at = [exp(root(lambda l: deviate(measure, strata, exp(l)) - t, mpf(-30), mpf(30))) for t in (0, z, -z)]
    if zero:
        at[0] = at[1] = mpf(0)
    if infinite:
        at[0] = at[2] = inf
    return at


def by_mantel_haenszel(measure, strata, z):
    def total(f):
        return sum(f(*map(mpf, c)) for c in strata)
    if measure == 'diff':
        w = total(lambda x1, n1, x2, n2: n1 * n2 / (n1 + n2))
        d = total(lambda x1, n1, x2, n2: (x1 * n2 - x2 * n1) / (n1 + n2)) / w
        p = total(lambda x1, n1, x2, n2:
                  (n1 ** 2 * x2 - n2 ** 2 * x1 + n1 * n2 * (n2 - n1) / 2) / (n1 + n2) ** 2)
        q = total(lambda x1, n1, x2, n2: (x1 * (n2 - x2) + x2 * (n1 - x1)) / (2 * (n1 + n2)))
        half = z * sqrt(d * p + q) / w
        return [d, max(d - half, -1), min(d + half, 1)]
    if measure == 'ratio':
        r = total(lambda x1, n1, x2, n2: x1 * n2 / (n1 + n2))
        s = total(lambda x1, n1, x2, n2: x2 * n1 / (n1 + n2))
        v = total(lambda x1, n1, x2, n2:
                  (n1 * n2 * (x1 + x2) - x1 * x2 * (n1 + n2)) / (n1 + n2) ** 2) / (r * s)
    else:
        def rs(x1, n1, x2, n2):
            n = n1 + n2
            return x1 * (n2 - x2) / n, x2 * (n1 - x1) / n, (x1 + n2 - x2) / n, (x2 + n1 - x1) / n
        r, s = total(lambda *c: rs(*c)[0]), total(lambda *c: rs(*c)[1])
        v = (total(lambda *c: rs(*c)[2] * rs(*c)[0]) / (2 * r * r)
             + total(lambda *c: rs(*c)[2] * rs(*c)[1] + rs(*c)[3] * rs(*c)[0]) / (2 * r * s)
             + total(lambda *c: rs(*c)[3] * rs(*c)[1]) / (2 * s * s))
    return [r / s, r / s * exp(-z * sqrt(v)), r / s * exp(z * sqrt(v))]


with open('stratified.csv', 'w') as out:
    out.write('# measure,method,strata,level,value,lower,upper\n')
    for measure in ('diff', 'ratio', 'odds'):
        for method, by in (('miettinen-nurminen', by_score), ('mantel-haenszel', by_mantel_haenszel)):
            for strata in SETS:
                for level in ('0.8', '0.95', '0.99'):
                    z = sqrt(mpf(2)) * erfinv(mpf(level))
                    row = [mp.nstr(v, 20) for v in by(measure, strata, z)]
                    text = '+'.join('%d/%d-%d/%d' % c for c in strata)
                    out.write(','.join([measure, method, text, level] + row) + '\n')
