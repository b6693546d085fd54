# SPDX-License-Identifier: GPL-3.0-or-later
"""Distribution functions in 50-digit arithmetic, for the reference tables.

Tails are series of positive terms in integers scaled by 2^BITS, the small tail first; check() compares them with
mpmath's own betainc and gammainc. Arguments are doubles and are taken at their exact value.
"""
from mpmath import mp, mpf

mp.dps = 60
BITS = 240
MAX_TERMS = 1000000


def series(ratio):
    """1 + r(1) + r(1) r(2) + ..., ratio(k) = (numerator, denominator) as integers."""
    term = total = 1 << BITS
    for k in range(1, MAX_TERMS):
        above, below = ratio(k)
        term = term * above // below
        total += term
        if term == 0:
            return mpf(total) / (1 << BITS)
    raise ArithmeticError("the series is too long")


def fraction(x):
    """A double or a short mpf as numerator and denominator."""
    sign, man, exp, _ = mpf(x)._mpf_
    assert sign == 0
    return (int(man) << exp, 1) if exp >= 0 else (int(man), 1 << -exp)


def log_beta(a, b):
    return mp.loggamma(a) + mp.loggamma(b) - mp.loggamma(a + b)


def beta_small(a, b, x, y):
    """The lower tail of beta(a, b) at x, which lies below the mean."""
    density = mp.exp(a * mp.log(x) + b * mp.log(y) - log_beta(a, b)) / a
    if x > 0.99:
        # The series would be long; where the fraction is too, the upper tail is not small and its series is short.
        return 1 - beta_hyper(b, a, y, x) if a * y < 30 else density * beta_fraction(a, b, x)
    an, ad = fraction(a)
    bn, bd = fraction(b)
    xm = int(mp.nint(x * 2**400))
    # (a + b + k - 1) x / (a + k), the denominators of a and b cleared
    first, step = (an * bd + bn * ad), ad * bd
    return density * series(lambda k: ((first + (k - 1) * step) * xm, ((an * bd) + k * step) << 400))


def beta_fraction(a, b, x):
    """Abramowitz and Stegun 26.5.8, from its end, with twice the terms until nothing changes."""
    n, before = 100, mpf(0)
    while True:
        value = mpf(1)
        for m in range(n, 0, -1):
            value = 1 - (a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)) / value
            value = 1 + m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)) / value
        value = 1 / (1 - (a + b) * x / (a + 1) / value)
        if abs(value - before) < abs(value) * mpf(10)**-40:
            return value
        n, before = 2 * n, value


def beta_tails(a, b, x, y=None):
    """(lower, upper) of beta(a, b) at x; y = 1 - x."""
    a, b, x = mpf(a), mpf(b), mpf(x)
    y = 1 - x if y is None else y
    if x * (a + b) <= a:
        lower = beta_small(a, b, x, y)
        return lower, 1 - lower
    upper = beta_small(b, a, y, x)
    return 1 - upper, upper


def beta_hyper(a, b, x, y):
    return mp.exp(a * mp.log(x) - log_beta(a, b)) / a * mp.hyp2f1(a, 1 - b, a + 1, x)


def gamma_tails(a, x):
    """(lower, upper) of gamma(a) at x."""
    a, x = mpf(a), mpf(x)
    density = mp.exp(a * mp.log(x) - x - mp.loggamma(a))
    if x <= a + 1:
        an, ad = fraction(a)
        xn, xd = fraction(x)
        lower = density / a * series(lambda k: (xn * ad, xd * (an + k * ad)))
        return lower, 1 - lower
    n, before = 200, mpf(0)
    while True:
        value = x + 2 * n + 1 - a
        for k in range(n, 0, -1):
            value = x - a + 2 * k - 1 + k * (a - k) / value
        if abs(value - before) < abs(value) * mpf(10)**-45:
            upper = density / value
            return 1 - upper, upper
        n, before = 2 * n, value


def solve(tails, density, p, tail, z):
    """The z with tails(z)[tail] = p: Newton's method for the logarithm of the smaller tail, concave in z.
    density(z) is that of z."""
    p = mpf(p)
    if p > 0.5:
        p, tail = 1 - p, 1 - tail
    for _ in range(200):
        value = tails(z)[tail]
        step = mp.log(p / value) * value / density(z) * (1 if tail == 0 else -1)
        z += step
        if abs(step) < mpf(10)**-30:
            return z
    raise ArithmeticError("no convergence")


def beta_quantile(p, a, b, tail):
    """(x, 1 - x) with that tail (0 lower, 1 upper) equal to p."""
    a, b = mpf(a), mpf(b)

    def both(z):
        return 1 / (1 + mp.exp(-z)), 1 / (1 + mp.exp(z))

    def density(z):
        x, y = both(z)
        return mp.exp(a * mp.log(x) + b * mp.log(y) - log_beta(a, b))

    small = min(mpf(p), 1 - mpf(p))
    lower = (tail == 0) == (p <= 0.5)
    shape = a if lower else b
    start = mp.log(a / b)
    if shape < 1:
        power = (mp.log(small) + mp.log(shape) + log_beta(a, b)) / shape
        start = min(power, start) if lower else max(-power, start)
    return both(solve(lambda z: beta_tails(a, b, *both(z)), density, p, tail, start))


def gamma_quantile(p, a, tail):
    a = mpf(a)
    small = min(mpf(p), 1 - mpf(p))
    far = -mp.log(small)
    start = mp.log(a + mp.sqrt(2 * a * far) + far) if (tail == 1) == (p <= 0.5) else mp.log(a)
    if a < 1 and (tail == 0) == (p <= 0.5):
        start = (mp.log(small) + mp.loggamma(a + 1)) / a
    return mp.exp(solve(lambda z: gamma_tails(a, mp.exp(z)),
                        lambda z: mp.exp(a * z - mp.exp(z) - mp.loggamma(a)), p, tail, start))


def check():
    for a, b, x in ((0.5, 0.5, 0.3), (3, 7, 0.9), (258, 3, 0.97), (0.001, 40, 0.2), (17.25, 484.5, 0.05), (1000, 3, 0.992),
                    (40000, 100, 0.996)):
        want = mp.betainc(a, b, 0, x, regularized=True)
        assert abs(beta_tails(a, b, x)[0] / want - 1) < mpf(10)**-40
    for a, x in ((0.5, 0.25), (10, 30), (250.5, 200), (250.5, 400)):
        want = mp.gammainc(a, x, mp.inf, regularized=True)
        assert abs(gamma_tails(a, x)[1] / want - 1) < mpf(10)**-40
