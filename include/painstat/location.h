/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAINSTAT_LOCATION_H
#define PAINSTAT_LOCATION_H
/** @file
 * Intervals for other centres than the mean, for means that have an end, and for the difference of
 * two groups.
 *
 * All take options as pain_mean_interval does, and return PAIN_EINVAL for an argument out of range
 * and PAIN_EEMPTY for no values, all NaN. Where the value stands but limits do not, they return
 * PAIN_OK with limits NaN and the reason. n = 1: reason PAIN_ETOOFEW. All values equal: both
 * limits are the value, PAIN_FLAG_NO_SPREAD. */

#include <painstat/estimate.h>
#include <painstat/tally.h>

PAIN_BEGIN_DECLS

/** The geometric mean exp(m), m the mean of log x, with exp(m +- t(n - 1) s / sqrt(n)), s the
 *  standard deviation of log x. One-sided bounds end at 0 or infinity. Method:
 *  PAIN_METHOD_GEOMETRIC_T.
 *
 *  A value of 0 makes it 0, and its logarithm has no spread to speak of: limits NaN, reason
 *  PAIN_EUNDEFINED, unless all are 0. A value below 0: NaN, PAIN_EUNDEFINED. Of pairs, x counts.
 *  Limits beyond the largest double: NaN, reason PAIN_EOVERFLOW. Source: Galton 1879. */
PAIN_API PAIN_MUST_CHECK pain_status pain_geometric_mean(pain_counts counts,
                                                         const pain_interval_options *options,
                                                         pain_estimate *estimate);

/** The geometric mean of y / x over patients, exp of the mean log ratio; 1 minus it is a reduction
 *  that gives halving and doubling the same weight. As pain_geometric_mean; x = 0 (or below 0) of
 *  any patient: NaN, PAIN_EZEROBASE (PAIN_EUNDEFINED). */
PAIN_API PAIN_MUST_CHECK pain_status pain_log_ratio(pain_counts pairs,
                                                    const pain_interval_options *options,
                                                    pain_estimate *estimate);

/** The trimmed mean (see pain_trimmed_mean for `fraction`) with a t interval of h - 1 degrees of
 *  freedom, h the values that are left, sw the standard deviation (divisor n - 1) of the values
 *  with the trimmed ones moved to the nearest that is left.
 *
 *  - PAIN_METHOD_TUKEY_MCLAUGHLIN (default): se = sw / ((1 - 2 fraction) sqrt(n)), as R's WRS2.
 *  - PAIN_METHOD_YUEN: se = sw sqrt((n - 1) / (h (h - 1))). Both are the t interval at fraction 0.
 *  h = 1: reason PAIN_ETOOFEW. Values left all equal: PAIN_FLAG_NO_SPREAD. */
PAIN_API PAIN_MUST_CHECK pain_status
pain_trimmed_mean_interval(pain_counts counts, double fraction,
                           const pain_interval_options *options, pain_estimate *estimate);

/** The mean of values that never exceed `highest`, nor fall below `lowest` (-infinity: no such
 *  end), with an interval that does not either: for percent reductions, highest is 100.
 *
 *  - PAIN_METHOD_ANDERSON (default): the means of the least and the greatest distribution on
 *    [lowest, highest] inside the band F +- sqrt(log(1 / tail) / (2 n)), tail = alpha / 2. It
 *    covers at least the level, whatever the distribution, and has a width also when all values are
 *    equal and for n = 1; `lowest` is finite, else PAIN_EINVAL. Wide: the band is made for every
 *    mean at once. A one-sided level below 1/2: limits NaN, reason PAIN_EUNDEFINED.
 *  - PAIN_METHOD_LOG_T: with D = highest - x, highest - mean(D) exp(+- t(n - 1) se / mean(D)), cut
 *    at lowest. Short, but on request only: where most values are at `highest` it covers far less
 *    than its level (95 % limits for percent reductions of 13 patients of whom most end at 0: 72
 *    %), and when all are it has no width, PAIN_FLAG_NO_SPREAD.
 *
 *  One-sided bounds end at `lowest` or `highest`. A value beyond an end: PAIN_EINVAL. Source:
 *  Anderson 1969; Massart 1990 (the constant). */
PAIN_API PAIN_MUST_CHECK pain_status pain_bounded_mean(pain_counts counts, double lowest,
                                                       double highest,
                                                       const pain_interval_options *options,
                                                       pain_estimate *estimate);

/** The ratio of medians, median(y) / median(x) of the same patients (type 7), with exp(log ratio +-
 *  z se) by order statistics of the two and the part of patients below both medians, as R's
 *  statpsych ci.ratio.median.ps. Method: PAIN_METHOD_PRICE_BONETT. One-sided bounds end at 0 or
 *  infinity.
 *
 *  An order statistic that is needed is 0: limits NaN, reason PAIN_EUNDEFINED, unless all y are 0.
 *  A score below 0: NaN, PAIN_EUNDEFINED; median(x) = 0: NaN, PAIN_EZEROBASE. Source: Price and
 *  Bonett 2002; Bonett and Price 2020. */
PAIN_API PAIN_MUST_CHECK pain_status pain_ratio_of_medians(pain_counts pairs,
                                                           const pain_interval_options *options,
                                                           pain_estimate *estimate);

/** mean(a) - mean(b) of two groups of different patients, with t at Satterthwaite's degrees of
 *  freedom (`reserved[0]`) and se^2 = va / na + vb / nb (`reserved[1]` holds se). Of changes in
 *  points, or of percent reductions. Method: PAIN_METHOD_WELCH. `denominator` is na + nb. One value
 *  in a group: reason PAIN_ETOOFEW. All equal within both groups: PAIN_FLAG_NO_SPREAD. */
PAIN_API PAIN_MUST_CHECK pain_status pain_mean_difference(pain_counts a, pain_counts b,
                                                          const pain_interval_options *options,
                                                          pain_estimate *estimate);

PAIN_END_DECLS
#endif
