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
 *  undefined (an infinity counts as NaN). With options->threads above 1 several threads call it at
 *  once, with the same `context`: then it changes nothing there either. */
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
 *  - PAIN_METHOD_BCA_STRICT: the same with z0 from #{t* < t} alone, as R's boot has it; on scores
 *    with ties it is biased, and is here to check what others print.
 *  - PAIN_METHOD_PERCENTILE: the quantiles (type 7) of the replicates.
 *  - PAIN_METHOD_BASIC: 2 t minus the percentile limits. Not range-preserving.
 *  - PAIN_METHOD_STUDENTIZED: t - se u, u the quantiles of (t* - t) / se*, both standard errors by
 *    the jackknife, over distinct values: the cost is resamples x distinct^2 for a statistic that
 *    is not ready-made. Not for medians, whose jackknife is no guide. Replicates with se* = 0 are
 *    undefined; where they are more than 1 in 100, or se is 0 or undefined, the percentile limits
 *    are given with PAIN_FLAG_FALLBACK.
 *
 *  Replicate i uses stream i of the seed: the result does not depend on options->threads, and
 *  within a major version a seed keeps its resamples. Default 10,000 resamples; cost: resamples x
 *  distinct values, whatever n (resamples x n when n is at most 24 to a distinct value). About
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

/** Most resamples that pain_bootstrap_ideal runs through. */
#define PAIN_IDEAL_MOST UINT64_C(4194304)

/** What the distribution of all resamples says besides limits. NaN where undefined. */
typedef struct pain_ideal {
    uint64_t resamples;  /**< how many different ones there are */
    double se;           /**< the standard deviation of the replicates: bootstrap standard error */
    double below;        /**< P(t* < t) */
    double mid;          /**< P(t* < t) + P(t* = t) / 2 */
    double z0;           /**< the normal quantile of `mid`; of `below` for BCA_STRICT */
    double acceleration; /**< by the jackknife */
    double level_lower, level_upper; /**< the levels that BCa reads the quantiles at */
    double reserved[4];              /**< zero */
} pain_ideal;

/** The statistic with the limits to which pain_bootstrap's tend as the resamples grow in number:
 *  every resample once, with its probability. Nothing is random, and no seed has a part in it.
 *
 *  Methods as for pain_bootstrap; a quantile is the smallest value v with P(t* <= v) >= p, above
 *  one half the largest with P(t* >= v) >= 1 - p. n patients with d distinct values have C(n + d -
 *  1, n) resamples (1,716 for 7 all different); more than PAIN_IDEAL_MOST: limits NaN, reason
 *  PAIN_EOVERFLOW, never an approximation. `ideal` may be NULL; NaN, resamples 0, on failure and
 *  without limits. Otherwise as pain_bootstrap. Source: Fisher and Hall 1991. */
PAIN_API PAIN_MUST_CHECK pain_status pain_bootstrap_ideal(pain_counts counts,
                                                          pain_statistic statistic, void *context,
                                                          const pain_interval_options *options,
                                                          pain_estimate *estimate,
                                                          pain_ideal *ideal);

/** A statistic of weights: weight[i] > 0 belongs to row i of `counts`, and they add up to 1. NaN
 *  where undefined. */
typedef double (*pain_weighted_statistic)(pain_counts counts, const double *weight, void *context);

/** Ready-made ones: the mean of x; the median of x (the smallest value with at least half of the
 *  weight up to it, or the middle between it and the next where it is exactly half, to the rounding
 *  of the sum); mean(y) / mean(x) of pairs (NaN where mean(x) is 0, and of counts without y). */
PAIN_API double pain_weighted_mean(pain_counts counts, const double *weight, void *context);
PAIN_API double pain_weighted_median(pain_counts counts, const double *weight, void *context);
PAIN_API double pain_weighted_ratio(pain_counts counts, const double *weight, void *context);

/** The statistic with the equal-tailed limits of its posterior under Rubin's improper prior: the
 *  weights of the values are Dirichlet with the counts as parameters, draw i from stream i of the
 *  seed. `reserved[0]` holds the posterior mean, `reserved[1]` its standard deviation, of the
 *  draws.
 *
 *  Method: PAIN_METHOD_BAYESIAN. resamples: 0 means 10,000. n = 1: limits NaN, reason PAIN_ETOOFEW.
 *  All draws equal (all values are): limits equal the value, PAIN_FLAG_NO_SPREAD: that prior gives
 *  values never seen no weight. More than 1 draw in 100 NaN: limits NaN, reason PAIN_EUNDEFINED.
 *  PAIN_EINVAL, PAIN_EEMPTY, PAIN_ENOMEM; PAIN_EUNDEFINED when the statistic of the data is NaN.
 *  Source: Rubin 1981. */
PAIN_API PAIN_MUST_CHECK pain_status pain_bayesian_bootstrap(pain_counts counts,
                                                             pain_weighted_statistic statistic,
                                                             void *context,
                                                             const pain_interval_options *options,
                                                             pain_estimate *estimate);

/** Resamples of each resample in pain_bootstrap_double. */
#define PAIN_DOUBLE_INNER 500

/** The statistic with percentile limits at levels that a second bootstrap calibrates: from every
 *  resample 500 more are drawn, u is the part of their statistics below that of the data (equal
 *  ones half), and the quantiles of u at alpha / 2 and 1 - alpha / 2 are the levels at which the
 *  replicates are read off: were the resamples the patients, that interval would have the level
 *  asked for. `reserved[0]` and `reserved[1]` hold the two levels.
 *
 *  Method: PAIN_METHOD_DOUBLE. resamples: 0 means 1,000 (x 500); at most 2^31. Where more than 1 u
 *  in 100 is undefined: the percentile limits, with PAIN_FLAG_FALLBACK. Otherwise as
 *  pain_bootstrap. Source: Beran 1987; Davison and Hinkley 1997, section 5.6. */
PAIN_API PAIN_MUST_CHECK pain_status pain_bootstrap_double(pain_counts counts,
                                                           pain_statistic statistic, void *context,
                                                           const pain_interval_options *options,
                                                           pain_estimate *estimate);

PAIN_END_DECLS
#endif
