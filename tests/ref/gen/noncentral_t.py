# SPDX-License-Identifier: GPL-3.0-or-later
# Confidence limits for the noncentrality of t: the delta with P(T > t) = prob. mpmath, 30 digits: the integral over the
# chi distribution by Gauss-Legendre quadrature on pieces, the root by bisection and secant steps.
from mpmath import mp, mpf, quad, findroot, erfc, exp, log, sqrt, gamma, linspace

mp.dps = 30


def upper_tail(t, df, delta):
    """P(T > t) = integral of the density of S times P(Z > t s - delta)."""
    constant = log(2) + df / 2 * log(df / 2) - mp.loggamma(df / 2)

    def term(s):
        if s <= 0:
            return mpf(0)
        return exp(constant + (df - 1) * log(s) - df * s * s / 2) * erfc((t * s - delta) / sqrt(2)) / 2

    width = 1 / sqrt(2 * df)
    low, high = max(mpf(0), 1 - 14 * width), 1 + 16 * width
    cuts = set(linspace(low, high, 25))
    for k in range(-12, 13, 2):  # where the normal factor turns from 1 to 0
        cut = (delta + k) / t if t != 0 else mpf(-1)
        if low < cut < high:
            cuts.add(cut)
    return quad(term, sorted(cuts))


def limit(t, df, prob):
    spread = sqrt(1 + t * t / (2 * df))
    start = t - spread * 2 if prob < 0.5 else t + spread
    return findroot(lambda d: log(upper_tail(t, df, d) / prob), (start, start + spread / 4), solver='secant', tol=1e-24)


print('# t,df,prob,delta')
for t, df in [(0, 5), (0.5, 1), (2, 1), (40, 1), (-3, 2), (3, 7), (9.5, 7), (1000, 6), (1, 24), (30, 24), (-4.25, 99), (200, 99),
              (0.1, 999), (25, 999), (500, 999), (70, 99999)]:
    for prob in ['0.025', '0.975', '0.0005']:
        p = mpf(float(prob))
        print('%r,%d,%s,%s' % (float(t), df, prob, mp.nstr(limit(mpf(float(t)), mpf(df), p), 20)), flush=True)
