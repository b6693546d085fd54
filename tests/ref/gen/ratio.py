#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fieller's set and the delta interval for a ratio of paired means, from their definitions, on the doubles as they are, in
60-digit arithmetic (mpmath): writes ../ratio.csv.

Fieller's set is where (x2 - t2 vxx) r^2 - 2 (xy - t2 vxy) r + (y2 - t2 vyy) <= 0 for the two means and their covariance
matrix v; painstat solves another form of it. Sides: one-sided limits are those at t(level), not t((1 + level) / 2)."""

from mpmath import betainc, findroot, mp, mpf, sqrt

mp.dps = 60

SETS = {
    # means far from 0, 30 patients of 3 kinds: an ordinary interval
    "ordinary": ([(7, 1, 12), (5, 0, 10), (9, 4, 8)], ["0.75", "0.9375", "0.9990234375"]),
    # half of the patients got worse
    "worsening": ([(2, 5, 3), (3, 1, 2), (4, 9, 4), (6, 6, 1)], ["0.9375"]),
    # baselines that vary about a mean near 0 (a change score): the whole line
    "whole_line": ([(-3, 1, 2), (0.5, -1, 1), (4, 2, 2)], ["0.9375"]),
    # the same with an endpoint mean far from 0: two rays
    "two_rays": ([(-3, 10, 2), (0.5, 11, 1), (4, 10.5, 2)], ["0.9375"]),
    # g just below and just above 1
    "near_one": ([(0, 3, 1), (1, 4, 1), (2, 3.5, 1), (3, 2, 1)], ["0.9375", "0.953125", "0.96875", "0.984375"]),
    # y all but proportional to x: var(y) - 2 r cov + r^2 var(x) would lose all digits
    "tight": ([(3, 1.5, 1), (5, 2.5, 1), (7, 3.500000001, 1), (8, 3.999999999, 1)], ["0.9375"]),
    # far from 0 with little spread: moments about 0 would lose all digits
    "offset": ([(1e8, 2e8 + 1, 1), (1e8 + 1, 2e8, 1), (1e8 + 2, 2e8 + 5, 2)], ["0.9375"]),
    # a million patients
    "million": ([(7, 1, 250000), (5, 0, 499999), (9, 4, 250001)], ["0.9375"]),
    # squares that would overflow and vanish
    "wide": ([(1e200, 3e-100, 1), (2e200, 4e-100, 1), (4e200, 4e-100, 2)], ["0.9375"]),
    # both means negative
    "negative": ([(-7, -1, 3), (-5, 0, 2), (-9, -4, 4)], ["0.9375"]),
}


def t_quantile(tail, df):
    """The t > 0 that leaves tail above it."""
    def miss(s):
        return betainc(mpf(df) / 2, mpf(1) / 2, 0, df / (df + s * s), regularized=True) / 2 - tail
    low, high = mpf("0.01"), mpf(2)
    while miss(high) > 0:
        high *= 2
    for _ in range(30):
        middle = (low + high) / 2
        low, high = (middle, high) if miss(middle) > 0 else (low, middle)
    return findroot(miss, (low, high), solver="secant", tol=mpf(10)**-100)


def moments(rows):
    n = sum(c for _, _, c in rows)
    rows = [(mpf(x), mpf(y), c) for x, y, c in rows]
    mx, my = sum(x * c for x, _, c in rows) / n, sum(y * c for _, y, c in rows) / n
    by = mpf(n) * (n - 1)
    return (n, mx, my, sum((x - mx)**2 * c for x, _, c in rows) / by,
            sum((x - mx) * (y - my) * c for x, y, c in rows) / by, sum((y - my)**2 * c for _, y, c in rows) / by)


def fieller(m, t):
    _, mx, my, vxx, vxy, vyy = m
    a, b, c = mx**2 - t**2 * vxx, mx * my - t**2 * vxy, my**2 - t**2 * vyy
    if b * b - a * c < 0:
        return "unbounded", mpf("-inf"), mpf("inf")
    ends = sorted([(b - sqrt(b * b - a * c)) / a, (b + sqrt(b * b - a * c)) / a])
    return "bounded" if a > 0 else "exclusive", *ends


def delta(m, t):
    _, mx, my, vxx, vxy, vyy = m
    r = my / mx
    half = t * sqrt(vyy - 2 * r * vxy + r * r * vxx) / abs(mx)
    return "bounded", r - half, r + half


def row_text(values):
    return ",".join(mp.nstr(v, 20) if isinstance(v, mpf) else str(v) for v in values)


with open("../ratio.csv", "w") as out:
    print("# set,x,y,count: the data", file=out)
    print("# set,method,level,side,kind,g,value,lower,upper: mpmath, 60 digits", file=out)
    for name, (rows, levels) in SETS.items():
        for x, y, count in rows:
            print(name, repr(x), repr(y), count, sep=",", file=out)
        m = moments(rows)
        for level in levels:
            for side in ("two", "one"):
                tail = (1 - mpf(level)) / (2 if side == "two" else 1)
                t = t_quantile(tail, m[0] - 1)
                for method, limits in (("fieller", fieller), ("delta", delta)):
                    kind, low, high = limits(m, t)
                    print(row_text([name, method, level, side, kind, t**2 * m[3] / m[1]**2, m[2] / m[1], low, high]), file=out)
