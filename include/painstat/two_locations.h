/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAINSTAT_TWO_LOCATIONS_H
#define PAINSTAT_TWO_LOCATIONS_H
/** @file
 * Two groups of different patients, a and b: differences and ratios of what each of them shows. The
 * difference of two means is pain_mean_difference; that adjusted for the baseline,
 * pain_ancova_groups.
 *
 * `denominator` is the number of both groups. One patient in a group: limits NaN, reason
 * PAIN_ETOOFEW. No spread in either group: both limits are the value, PAIN_FLAG_NO_SPREAD; in one
 * of them alone, the other makes the width. PAIN_EINVAL for an argument out of range, PAIN_EEMPTY
 * for a group without values, all NaN. Limits beyond the largest double: NaN, reason
 * PAIN_EOVERFLOW. */

#include <painstat/bootstrap.h>

PAIN_BEGIN_DECLS

/** R(a) - R(b), R = mean(y) / mean(x) of baseline x and endpoint y: minus 100 times it is the
 *  percentage points by which the reduction of the means is larger in a.
 *
 *  - PAIN_METHOD_DELTA (default): difference +- t se, se^2 = se(a)^2 + se(b)^2 by the delta method
 *    in each group (`reserved[1]` holds se), t by Satterthwaite's degrees of freedom
 *    (`reserved[0]`).
 *  - PAIN_METHOD_MOVER_FIELLER, PAIN_METHOD_MOVER_LOG_DELTA: from an interval [l, u] of each group
 *    by Fieller or log-delta, R(a) - R(b) - sqrt((R(a) - l(a))^2 + (u(b) - R(b))^2), and so for the
 *    upper limit: not symmetric, as the groups' own intervals are not. `reserved[0 .. 1]` hold
 *    Fieller's g of a and b. Where g >= 1 in a group its baselines do not tell their mean from 0,
 *    and nothing is excluded by MOVER_FIELLER: -infinity, infinity, PAIN_FLAG_UNBOUNDED; no
 *    one-sided bound (NaN, reason PAIN_EUNDEFINED). By MOVER_LOG_DELTA limits are NaN, reason
 *    PAIN_EUNDEFINED, where they are in a group.
 *
 *  PAIN_EZEROBASE where a mean(x) is 0. Source: Cramer 1946; Satterthwaite 1946; Zou and Donner
 *  2008. */
PAIN_API PAIN_MUST_CHECK pain_status pain_ratio_of_means_difference(
    pain_counts a, pain_counts b, const pain_interval_options *options, pain_estimate *estimate);

/** R(a) / R(b): which part of what is left of the pain under b is left under a. As the difference,
 *  on the logarithm: value exp(+- t se), se^2 = (se(a) / R(a))^2 + (se(b) / R(b))^2. One-sided
 *  bounds end at 0 or infinity. Method: PAIN_METHOD_LOG_DELTA.
 *
 *  R(b) = 0, nobody in b having pain left: NaN, PAIN_EUNDEFINED. R(a) = 0, or a ratio below 0:
 *  limits NaN, reason PAIN_EUNDEFINED. */
PAIN_API PAIN_MUST_CHECK pain_status pain_ratio_of_means_ratio(pain_counts a, pain_counts b,
                                                               const pain_interval_options *options,
                                                               pain_estimate *estimate);

/** The same of the medians, R = median(y) / median(x) as pain_ratio_of_medians: minus 100 times it
 *  is the percentage points by which the reduction of the medians is larger in a. Method:
 *  PAIN_METHOD_MOVER_PRICE_BONETT, from the groups' own intervals as above. Reasons and statuses
 *  are those of pain_ratio_of_medians, of whichever group has one. */
PAIN_API PAIN_MUST_CHECK pain_status pain_ratio_of_medians_difference(
    pain_counts a, pain_counts b, const pain_interval_options *options, pain_estimate *estimate);

/** The geometric mean of y / x over the patients of a to that of b, with t of Welch on the
 *  logarithms; 0 and infinity end one-sided bounds. Method: PAIN_METHOD_WELCH.
 *
 *  A patient with x = 0: NaN, PAIN_EZEROBASE; with a score below 0, and y = 0 in b: NaN,
 *  PAIN_EUNDEFINED. y = 0 in a: value 0, limits NaN, reason PAIN_EUNDEFINED. */
PAIN_API PAIN_MUST_CHECK pain_status pain_log_ratio_ratio(pain_counts a, pain_counts b,
                                                          const pain_interval_options *options,
                                                          pain_estimate *estimate);

/** median(a) - median(b) (type 7), +- z se, se^2 = se(a)^2 + se(b)^2, each se by order statistics,
 *  as R's statpsych ci.median2. Of pairs, x counts. Method: PAIN_METHOD_PRICE_BONETT. On scores
 *  with many ties the order statistics of a group may be equal and its se 0: then its part of the
 *  width is missing, and pain_bootstrap_difference does better. Source: Price and Bonett 2002. */
PAIN_API PAIN_MUST_CHECK pain_status pain_median_difference(pain_counts a, pain_counts b,
                                                            const pain_interval_options *options,
                                                            pain_estimate *estimate);

/** statistic(a) - statistic(b) with a bootstrap interval: from each group as many patients as it
 *  has are drawn, with replacement. The acceleration of BCa is that of two samples, as for
 *  pain_bootstrap_strata. For a ratio of the groups take the logarithm as the statistic.
 *
 *  Methods: PAIN_METHOD_BCA (default), BCA_STRICT, PERCENTILE, BASIC. Both groups have y or none.
 *  The groups exchanged have limits of the other sign, up to what is left to chance. Otherwise as
 *  pain_bootstrap. Source: Davison and Hinkley 1997, sections 3.2 and 5.3. */
PAIN_API PAIN_MUST_CHECK pain_status pain_bootstrap_difference(pain_counts a, pain_counts b,
                                                               pain_statistic statistic,
                                                               void *context,
                                                               const pain_interval_options *options,
                                                               pain_estimate *estimate);

/** The same with the limits to which those tend: every resample of one group with every one of the
 *  other, with its probability, as pain_bootstrap_ideal has it for one group. Nothing is random.
 *  More than PAIN_IDEAL_MOST of them, C(n + d - 1, n) of one group times as many of the other (6
 *  and 6 patients all different have 213,444): limits NaN, reason PAIN_EOVERFLOW. `ideal` may be
 *  NULL; NaN, resamples 0, without limits. */
PAIN_API PAIN_MUST_CHECK pain_status pain_bootstrap_difference_ideal(
    pain_counts a, pain_counts b, pain_statistic statistic, void *context,
    const pain_interval_options *options, pain_estimate *estimate, pain_ideal *ideal);

PAIN_END_DECLS
#endif
