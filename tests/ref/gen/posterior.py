#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Credible intervals for a proportion in 60-digit arithmetic (mpmath): writes ../posterior.csv. Tails of beta(a, b) as
x^a (1-x)^b / (a B(a, b)) times a sum of positive terms, quantiles by Newton's method on the logit of x, the shortest
interval by Newton's method for both limits."""

from mpmath import exp, log, loggamma, mp, mpf

mp.dps = 60


def lower_tail(x, y, a, b):
    """P(X <= x) and the density of the logit there; y = 1 - x."""
    density = exp(a * log(x) + b * log(y) + loggamma(a + b) - loggamma(a) - loggamma(b))
    term, total, j = mpf(1), mpf(1), 0
    while term > total * mpf(10)**-62:
        term *= (a + b + j) * x / (a + 1 + j)
        total += term
        j += 1
    return density * total / a, density


def tails(logit, a, b):
    """Both tails of beta(a, b) at the logit, and the density of the logit there: the series of the side where it is
    short, but for a tail too small to be had as 1 minus the other."""
    x, y = 1 / (1 + exp(-logit)), 1 / (1 + exp(logit))
    if x < y:
        lower, density = lower_tail(x, y, a, b)
        upper = 1 - lower
    else:
        upper, density = lower_tail(y, x, b, a)
        lower = 1 - upper
    if upper < mpf(10)**-25:
        upper, density = lower_tail(y, x, b, a)
    if lower < mpf(10)**-25:
        lower, density = lower_tail(x, y, a, b)
    return lower, upper, density


def quantile(p, a, b, upper=False):
    """The logit of the quantile."""
    logit, low, high = log(a / b), mpf(-5000), mpf(5000)
    for _ in range(500):
        one, other, density = tails(logit, a, b)
        value, slope = (other, -density) if upper else (one, density)
        if (value > p) == upper:
            low = logit
        else:
            high = logit
        step = (log(p) - log(value)) * value / slope
        if not low < logit + step < high:
            step = (low + high) / 2 - logit
        logit += step
        if abs(step) < mpf(10)**-27:
            return logit
    raise ArithmeticError


def shortest(a, b, alpha):
    """Both limits."""
    if a <= 1:
        return mpf(0), 1 / (1 + exp(-quantile(alpha, a, b, True)))
    if b <= 1:
        return 1 / (1 + exp(-quantile(alpha, a, b))), mpf(1)

    def log_density(logit):
        return -(a - 1) * log(1 + exp(-logit)) - (b - 1) * log(1 + exp(logit))

    # Newton's method for both logits at once: the tails together alpha, the two densities equal. A step that would
    # take a limit past the mode is halved.
    mode = log((a - 1) / (b - 1))
    left, right = quantile(alpha / 2, a, b), quantile(alpha / 2, a, b, True)
    left, right = min(left, mode - mpf(1) / 100), max(right, mode + mpf(1) / 100)
    for _ in range(200):
        below, _, at_left = tails(left, a, b)
        _, above, at_right = tails(right, a, b)
        x, y = 1 / (1 + exp(-left)), 1 / (1 + exp(-right))
        slope_left, slope_right = (a - 1) * (1 - x) - (b - 1) * x, (a - 1) * (1 - y) - (b - 1) * y
        mass = log((below + above) / alpha)
        mass_left, mass_right = at_left / (below + above), -at_right / (below + above)
        unequal = log_density(left) - log_density(right)
        determinant = -mass_left * slope_right - mass_right * slope_left
        move_left = (mass * slope_right + mass_right * unequal) / determinant
        move_right = (mass * slope_left - mass_left * unequal) / determinant
        while not (left + move_left < mode < right + move_right and abs(move_left) + abs(move_right) < 8):
            move_left, move_right = move_left / 2, move_right / 2
        left, right = left + move_left, right + move_right
        if abs(move_left) + abs(move_right) < mpf(10)**-27:
            return 1 / (1 + exp(-left)), 1 / (1 + exp(-right))
    raise ArithmeticError


def main():
    cases = [(0, 1), (1, 1), (0, 5), (1, 5), (4, 5), (5, 5), (0, 20), (1, 20), (10, 20), (19, 20), (1, 29), (258, 260),
             (0, 1699), (6, 1699), (151, 1699), (4, 1699)]
    with open("../posterior.csv", "w") as out:
        print("# method,k,n,prior_a,prior_b,level,lower,upper: mpmath, 60 digits; levels exact as doubles", file=out)
        for a, b in [("0.5", "0.5"), ("1", "1"), ("2.5", "7.25")]:
            for k, n in cases:
                for level in ("0.75", "0.953125", "0.9990234375"):
                    alpha = 1 - mpf(level)
                    shapes = k + mpf(a), n - k + mpf(b)
                    equal = [1 / (1 + exp(-quantile(alpha / 2, *shapes, upper))) for upper in (False, True)]
                    for method, limits in (("equal-tailed", equal), ("hpd", shortest(*shapes, alpha))):
                        print(method, k, n, a, b, level, *(mp.nstr(v, 20) for v in limits), sep=",", file=out)
                    out.flush()


main()
