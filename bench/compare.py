# SPDX-License-Identifier: GPL-3.0-or-later
"""The cases of bulk.c, proportions.c, location.c and claims.c that SciPy has, timed alike: "case,seconds,result"."""
import time
import warnings

import numpy as np
from scipy import optimize, stats

warnings.simplefilter('ignore')


def bench(name, run):
    start = time.process_time()
    result, calls = run(), 1
    if time.process_time() - start < 0.3:
        calls, start = 0, time.process_time()
        while time.process_time() - start < 0.3:
            result = run()
            calls += 1
    print('%s,%.3g,%.10g' % (name, (time.process_time() - start) / calls, result), flush=True)


def many(smallest, largest):
    i = np.arange(20000)
    n = smallest + 7919 * i % (largest - smallest + 1)
    k = 1 + 104729 * i % (n - 1)
    return np.sum(stats.beta.ppf(0.975, k + 1, n - k) - stats.beta.ppf(0.025, k, n - k + 1))


def least_percent():
    """52 pairs with means 418.6 to 423.8 and 33.8 to 39 over 52, n Q - S^2 as SDs of 1.1 and 1.2 allow: docs/claims.md."""
    b, e = np.repeat(np.arange(1, 11), 11), np.tile(np.arange(11), 10)
    rows, upper = [], []
    for score, first, last, low, high in ((b, 419, 423, 2924, 3507), (e, 34, 39, 3508, 4143)):
        square = (52 * score - (first + last)) * score
        rows += [score, -score, square, -square]
        upper += [last, -first, high - first * last, (first + last) ** 2 / 4 - low]
    best = optimize.linprog(100 * (b - e) / b / 52, A_ub=rows, b_ub=upper, A_eq=[np.ones(110)], b_eq=[52])
    return best.fun


def table(a, b, n):
    return [[a, b], [n - a, n - b]]


bench('Clopper-Pearson 33/100', lambda: stats.binomtest(33, 100).proportion_ci().high)
bench('Clopper-Pearson 333333/10^6', lambda: stats.beta.ppf(0.975, 333334, 666667))
bench('20000 Clopper-Pearson n to 100', lambda: many(10, 100))
bench('20000 Clopper-Pearson n to 1000', lambda: many(100, 1000))
bench('20000 Clopper-Pearson n to 10^6', lambda: many(1001, 1000000))
bench('odds ratio exact 840/1000 790/1000',
      lambda: stats.contingency.odds_ratio(table(840, 790, 1000)).confidence_interval().high)
bench('Fisher test 840/1000 750/1000', lambda: stats.fisher_exact(table(840, 750, 1000))[1])
bench('Boschloo test 84/100 75/100', lambda: stats.boschloo_exact(table(84, 75, 100)).pvalue)
bench('Barnard test 84/100 75/100', lambda: stats.barnard_exact(table(84, 75, 100)).pvalue)
for n in (100, 1000, 10000):
    x = 7.0 * np.arange(n) % 11
    bench('BCa of the mean 10000 resamples n = %d' % n,
          lambda: stats.bootstrap((x,), np.mean, n_resamples=10000, batch=100,
                                  random_state=1).confidence_interval.high)
for n in (1000, 10000):
    x = np.arange(n) * 0.6180339887498949 % 1
    bench('BCa of the mean no ties n = %d' % n,
          lambda: stats.bootstrap((x,), np.mean, n_resamples=10000, batch=100,
                                  random_state=1).confidence_interval.high)
bench('paired bound 8.1 (1.1) to 0.7 (1.2) n = 52', least_percent)
