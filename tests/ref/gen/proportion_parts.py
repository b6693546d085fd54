#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""One proportion from strata and clusters (mpmath): writes ../proportion_parts.csv. Limits are roots of the equations that
define them, found by halving; the beta-binomial likelihood by log-gamma functions, its greatest value by Newton's method on
numerical derivatives, or by golden section where it is at an end."""

from collections import Counter

from mpmath import betainc, diff, erfinv, exp, findroot, log, loggamma, mp, mpf, nstr, sqrt

mp.dps = 40

LIANG = ([(0, 1)] * 36 + [(1, 1)] * 12 + [(0, 2)] * 15 + [(1, 2)] * 7 + [(2, 2)] + [(0, 3)] * 5 + [(1, 3)] * 7 + [(2, 3)] * 3
         + [(3, 3)] * 2 + [(0, 4)] * 3 + [(1, 4)] * 3 + [(2, 4)] + [(0, 6), (2, 6), (3, 6), (4, 6), (6, 6)])
CLINICS = list(zip((18, 22, 9, 30, 14, 40, 11, 25), (20, 25, 12, 31, 20, 41, 11, 33)))
DATA = {
    "clinics": CLINICS,
    "liang": LIANG,
    "even": [(3, 6), (4, 7), (2, 5), (5, 9)],  # less alike than by chance
    "singles": [(1, 1)] * 7 + [(0, 1)] * 3,
    "pure": [(5, 5), (0, 4), (3, 3), (6, 6)],  # all or none in each
    "few": [(9, 10), (10, 10), (6, 10)],
    "nobody": [(0, 10), (0, 4), (0, 25)],
    "everybody": [(10, 10), (4, 4), (25, 25)],
    "tern": [(12, 22), (7, 18), (5, 17), (9, 17), (8, 14), (8, 12)],  # set.seed(1) of its documentation
}


def halve(f, low, high):
    """The root of f, positive at low and negative at high."""
    for _ in range(125):
        middle = (low + high) / 2
        if f(middle) > 0:
            low = middle
        else:
            high = middle
    return low


def wilson(k, n, z, inflation=mpf(1), skew=0):
    """Both limits: of the p where the score (less the skewness correction) is z and -z."""
    def deviate(p):
        spread = p * (1 - p) * inflation / n
        t = (mpf(k) / n - p - skew * (z * z - 1) * (1 - 2 * p) / (6 * n * inflation)) / sqrt(spread)
        return t

    lower = mpf(0) if k == 0 else halve(lambda p: deviate(p) - z, mpf(10)**-36, 1 - mpf(10)**-36)
    upper = mpf(1) if k == n else halve(lambda p: deviate(p) + z, mpf(10)**-36, 1 - mpf(10)**-36)
    return lower, upper


def stratified(strata, z, weights=None):
    n = [mpf(m) for _, m in strata]
    p = [mpf(k) / m for k, m in strata]
    v = [q * (1 - q) / m for q, m in zip(p, n)]
    if not any(v):
        v = [1 / m**2 for m in n]
        real = [mpf(0)] * len(n)
    else:
        real = v

    def shrunk(w):
        return z * sqrt(sum(a * a * b for a, b in zip(w, v))) / sum(a * sqrt(b) for a, b in zip(w, v))

    if weights == "optimal":
        w = [1 / mpf(len(n))] * len(n)
        for _ in range(2000):
            s = shrunk(w)
            w = [(1 + s * s / m)**2 / (b + s * s / (4 * m * m)) for m, b in zip(n, real)]
            w = [a / sum(w) for a in w]
    else:
        w = [a / sum(n) for a in n] if weights is None else [mpf(a) / sum(weights) for a in weights]
    limits = [wilson(k, m, shrunk(w)) for k, m in strata]
    return [sum(a * q for a, q in zip(w, p))] + [sum(a * l[i] for a, l in zip(w, limits)) for i in (0, 1)]


def anova(clusters):
    total, all_k, groups = sum(m for _, m in clusters), sum(k for k, _ in clusters), len(clusters)
    squares = sum(m * m for _, m in clusters)
    if all_k in (0, total):
        return None, mpf(squares) / total
    if total == groups:
        return None, mpf(1)
    own = sum(mpf(k * k) / m for k, m in clusters)
    between, within = (own - mpf(all_k)**2 / total) / (groups - 1), (all_k - own) / (total - groups)
    size = (mpf(total)**2 - squares) / ((groups - 1) * total)
    icc = (between - within) / (between + (size - 1) * within)
    return icc, 1 + max(icc, 0) * (mpf(squares) / total - 1)


def t_quantile(tail, df):
    return halve(lambda t: betainc(mpf(df) / 2, mpf(1) / 2, 0, df / (df + t * t), regularized=True) / 2 - tail,
                 mpf(0), mpf(10)**6)


def survey_logit(clusters, tail):
    total, all_k, groups = sum(m for _, m in clusters), sum(k for k, _ in clusters), len(clusters)
    p = mpf(all_k) / total
    if p in (0, 1):
        return None
    se = sqrt(mpf(groups) / (groups - 1) * sum((k - m * p)**2 for k, m in clusters)) / total
    step = t_quantile(tail, groups - 1) * se / (p * (1 - p))
    return [1 / (1 + exp(-(log(p / (1 - p)) + s * step))) for s in (-1, 1)] + [se, se**2 * total / (p * (1 - p))]


def log_likelihood(clusters, mu, rho):
    """But for the binomial coefficients."""
    if rho == 0:
        return sum(k * log(mu) + (m - k) * log(1 - mu) for k, m in clusters)
    if rho == 1:
        return sum(log(mu) if k else log(1 - mu) for k, m in clusters)
    a, b = mu * (1 - rho) / rho, (1 - mu) * (1 - rho) / rho
    return sum(times * (loggamma(k + a) - loggamma(a) + loggamma(m - k + b) - loggamma(b) - loggamma(m + a + b)
                        + loggamma(a + b)) for (k, m), times in Counter(clusters).items())


def best_rho(clusters, mu):
    """By comparing on a grid, then Newton on the odds of rho."""
    if all(k in (0, m) for k, m in clusters):
        return mpf(1)
    grid = [1 / (1 + exp(-mpf(i) / 2)) for i in range(-28, 29)]
    values = [log_likelihood(clusters, mu, r) for r in grid]
    at = values.index(max(values))
    if log_likelihood(clusters, mu, mpf(0)) >= values[at] and at == 0:
        return mpf(0)
    slope = lambda x: diff(lambda y: log_likelihood(clusters, mu, 1 / (1 + exp(-y))), x)
    return 1 / (1 + exp(-findroot(slope, log(grid[at] / (1 - grid[at])), tol=mpf(10)**-18, verify=False)))


def beta_binomial(clusters, z):
    total, all_k = sum(m for _, m in clusters), sum(k for k, _ in clusters)
    if all_k in (0, total):
        far = z * z / 2 / len(clusters)
        return (mpf(0), None, mpf(0), 1 - exp(-far)) if all_k == 0 else (mpf(1), None, exp(-far), mpf(1))
    mp.dps = 30
    profile = lambda mu: log_likelihood(clusters, mu, best_rho(clusters, mu))
    mu = mpf(all_k) / total
    low, high = mu / 2, (1 + mu) / 2
    gold = (sqrt(mpf(5)) - 1) / 2
    for _ in range(16):
        left, right = high - gold * (high - low), low + gold * (high - low)
        low, high = (low, right) if profile(left) > profile(right) else (left, high)
    mu = (low + high) / 2
    for _ in range(3):  # Newton's method on the derivative at the best rho, which is that of the profile
        rho = best_rho(clusters, mu)
        h = mpf(10)**-8
        slopes = [diff(lambda x: log_likelihood(clusters, x, best_rho(clusters, y)), y) for y in (mu - h, mu, mu + h)]
        mu -= slopes[1] / ((slopes[2] - slopes[0]) / (2 * h))
    rho = best_rho(clusters, mu)
    best = profile(mu)

    def limit(outer):
        inside, beyond = mu, outer
        x = log(mu / (1 - mu)) + (3 if outer else -3) * sqrt(mpf(4) / total)
        f = lambda y: 2 * (best - profile(1 / (1 + exp(-y)))) - z * z
        return 1 / (1 + exp(-findroot(f, (x, x + mpf(1) / 10), solver="secant", tol=mpf(10)**-30)))

    result = mu, rho, limit(0), limit(1)
    mp.dps = 40
    return result


def main():
    number = lambda v: "nan" if v is None else nstr(v, 20)
    with open("../proportion_parts.csv", "w") as out:
        print("# data,<name>,<k/n of each part> or method,<data>,level,numbers: stratified value, lower, upper; cluster "
              "lower, upper,\n# correlation, design effect; survey the same, then se; beta-binomial lower, upper, rho, mu",
              file=out)
        for name, parts in DATA.items():
            print("data", name, " ".join(f"{k} {m}" for k, m in parts), sep=",", file=out)
        for name, parts in DATA.items():
            for level in ("0.75", "0.9375"):
                z = sqrt(mpf(2)) * erfinv(mpf(level))
                tail = (1 - mpf(level)) / 2
                row = lambda method, *values: print(method, name, level, *map(number, values), sep=",", file=out)
                if name != "liang":
                    row("stratified-wilson", *stratified(parts, z))
                    row("stratified-wilson-optimal", *stratified(parts, z, "optimal"))
                icc, effect = anova(parts)
                row("cluster-wilson", *wilson(sum(k for k, _ in parts), sum(m for _, m in parts), z, effect), icc, effect)
                if name not in ("nobody", "everybody", "pure"):
                    row("cluster-scas", *wilson(sum(k for k, _ in parts), sum(m for _, m in parts), z, effect, 1), icc,
                        effect)
                survey = survey_logit(parts, tail)
                if survey:
                    row("survey-logit", survey[0], survey[1], icc, survey[3], survey[2])
                if name == "liang":
                    continue  # too slow
                mu, rho, low, high = beta_binomial(parts, z)
                row("beta-binomial", low, high, rho if sum(m for _, m in parts) > len(parts) else None, mu)
            out.flush()


main()
