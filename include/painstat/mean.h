/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAINSTAT_MEAN_H
#define PAINSTAT_MEAN_H
/** @file
 * Intervals for a mean and for the ratio of two means of the same patients. */

#include <painstat/estimate.h>
#include <painstat/tally.h>

PAIN_BEGIN_DECLS

/** The mean with an interval. One-sided bounds end at -infinity or infinity.
 *
 *  - PAIN_METHOD_T (default): mean +- t(n - 1) sd / sqrt(n).
 *  - PAIN_METHOD_ABC: the bootstrap's BCa limits without resampling, to second order; it is not
 *    symmetric, and may stay inside a range that t leaves. `reserved[1]` holds the acceleration. A
 *    level out of its reach (1 - a w <= 0): limits NaN, reason PAIN_EUNDEFINED.
 *
 *  n = 1: limits NaN, reason PAIN_ETOOFEW. All values equal: both limits are that value, with
 *  PAIN_FLAG_NO_SPREAD. Of pairs, x counts. PAIN_EINVAL, PAIN_EEMPTY; NaN on failure. Limits beyond
 *  the largest double: NaN, reason PAIN_EOVERFLOW. Source: Student 1908; DiCiccio and Efron
 *  1992. */
PAIN_API PAIN_MUST_CHECK pain_status pain_mean_interval(pain_counts counts,
                                                        const pain_interval_options *options,
                                                        pain_estimate *estimate);

/** The ratio of means, mean(y) / mean(x), of the same patients; for baseline x and endpoint y,
 *  1 - ratio is the reduction of the means.
 *
 *  - PAIN_METHOD_FIELLER (default): every r for which a t test at 1 - level does not tell the mean
 *    of y - r x from 0. With g = t^2 var(mean x) / mean(x)^2, g < 1 gives an interval. For g >= 1
 *    the set has no ends: the whole line (PAIN_FLAG_UNBOUNDED: -infinity, infinity), or all but
 *    the gap between `lower` and `upper` (PAIN_FLAG_EXCLUSIVE; the value is not in the gap). At g
 *    = 1 itself one end may be finite. One-sided bounds exist for g < 1 only; otherwise NaN, reason
 *    PAIN_EUNDEFINED.
 *  - PAIN_METHOD_DELTA: ratio +- t(n - 1) se, se^2 = var(y - ratio x) / (n mean(x)^2).
 *  - PAIN_METHOD_LOG_DELTA: ratio exp(+- t(n - 1) se / ratio), se as for delta. Never below 0, so
 *    that a reduction never exceeds 100 %. One-sided bounds end at 0 or infinity. A ratio below 0,
 *    or 0 when not every y is 0 (no pain scores are like that): limits NaN, reason
 *    PAIN_EUNDEFINED.
 *  - PAIN_METHOD_ABC: as for the mean; `reserved[1]` holds the acceleration. Weights for which
 *    mean(x) would lose its sign: limits NaN, reason PAIN_EUNDEFINED.
 *
 *  `reserved[0]` holds g, by each method; NaN for n = 1. n = 1: limits NaN, reason PAIN_ETOOFEW.
 *  y = r x for every patient, to the rounding of the scores (so also y = 0, where r = 0): both
 *  limits are r, PAIN_FLAG_NO_SPREAD, whatever g. Limits beyond the largest double: NaN, reason
 *  PAIN_EOVERFLOW. In these cases the call returns PAIN_OK, because the value stands. PAIN_EINVAL
 *  (also counts without y), PAIN_EEMPTY, PAIN_EZEROBASE (mean(x) = 0), PAIN_EOVERFLOW (a ratio
 *  beyond the largest double); all NaN on failure. Source: Fieller 1954; Bonett and Price 2020;
 *  DiCiccio and Efron 1992. */
PAIN_API PAIN_MUST_CHECK pain_status pain_ratio_of_means(pain_counts counts,
                                                         const pain_interval_options *options,
                                                         pain_estimate *estimate);

PAIN_END_DECLS
#endif
