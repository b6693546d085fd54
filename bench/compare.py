# SPDX-License-Identifier: GPL-3.0-or-later
"""The cases of proportions.c and location.c that SciPy has, timed alike: "case,seconds,result"."""
import time
import warnings

import numpy as np
from scipy import stats

warnings.simplefilter('ignore')


def bench(name, run):
    run()
    calls, start = 0, time.perf_counter()
    while True:
        result = run()
        calls += 1
        if time.perf_counter() - start >= 0.3:
            break
    print('%s,%.3g,%.10g' % (name, (time.perf_counter() - start) / calls, result), flush=True)


def table(a, b, n):
    return [[a, b], [n - a, n - b]]


bench('Clopper-Pearson 33/100', lambda: stats.binomtest(33, 100).proportion_ci().high)
bench('Clopper-Pearson 333333/10^6', lambda: stats.beta.ppf(0.975, 333334, 666667))
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
