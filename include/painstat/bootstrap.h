/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAINSTAT_BOOTSTRAP_H
#define PAINSTAT_BOOTSTRAP_H
/** @file
 * Bootstrap intervals over tallies: a resample draws n of the n values with replacement, which is a
 * multinomial draw of the counts, so its cost follows the number of distinct values and not the
 * number of patients. */

#include <painstat/estimate.h>
#include <painstat/tally.h>

PAIN_BEGIN_DECLS

/** A statistic of a sample or resample: `counts` has the values of the data, with counts that may
 *  be 0; it may be handed on to the functions that take pain_counts. Returns NaN where it is
 *  undefined (an infinity counts as NaN). A later version may call it from several threads: it
 *  changes nothing but through `context`. */
typedef double (*pain_statistic)(pain_counts counts, void *context);

/** Ready-made statistics: the mean of x, the median of x (type 7), and mean(y) / mean(x) of pairs
 *  (NaN where mean(x) is 0, and of counts without y); NaN for n = 0. They take no context and do
 *  not check the counts. */
PAIN_API double pain_statistic_mean(pain_counts counts, void *context);
PAIN_API double pain_statistic_median(pain_counts counts, void *context);
PAIN_API double pain_statistic_ratio(pain_counts counts, void *context);

/** The statistic with a bootstrap interval.
 *
 *  - PAIN_METHOD_BCA (default): bias-corrected and accelerated. z0 by the mid rule, the normal
 *    quantile of (#{t* < t} + #{t* = t} / 2) / resamples, where t* within 1e-12 of the largest |t*|
 *    counts as equal: the same mean may differ in its last bits by the order of its sum.
 *    Acceleration by the jackknife, run over distinct values. `reserved[0]` holds z0, `reserved[1]`
 *    the acceleration.
 *  - PAIN_METHOD_PERCENTILE: the quantiles (type 7) of the replicates.
 *
 *  Replicate i uses stream i of the seed: the result does not depend on the number of threads, and
 *  within a major version a seed keeps its resamples. Default 10,000 resamples; cost: resamples x
 *  distinct values, whatever n (resamples x n when n is at most 16 to a distinct value). About
 *  resamples x alpha / 2 replicates lie beyond a limit: ask for more where these are few.
 *
 *  z0 or acceleration not finite, or a level out of the reach of BCa (a statistic that hardly
 *  varies): the percentile limits, with PAIN_FLAG_FALLBACK. All replicates equal: limits equal the
 *  value, PAIN_FLAG_NO_SPREAD. More than 1 replicate in 100 NaN: limits NaN, reason
 *  PAIN_EUNDEFINED; fewer are left out. n = 1: limits NaN, reason PAIN_ETOOFEW. One-sided bounds
 *  end at -infinity or infinity.
 *
 *  PAIN_EINVAL (also fewer than 100 resamples), PAIN_EEMPTY, PAIN_ENOMEM; PAIN_EUNDEFINED when the
 *  statistic of the data is NaN. All NaN on failure. Source: Efron 1987; Efron and Tibshirani 1993,
 *  chapter 14. */
PAIN_API PAIN_MUST_CHECK pain_status pain_bootstrap(pain_counts counts, pain_statistic statistic,
                                                    void *context,
                                                    const pain_interval_options *options,
                                                    pain_estimate *estimate);

PAIN_END_DECLS
#endif
