/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAINSTAT_QUANTILE_H
#define PAINSTAT_QUANTILE_H
/** @file
 * Sample quantiles and their exact intervals. */

#include <painstat/estimate.h>
#include <painstat/tally.h>

PAIN_BEGIN_DECLS

/** The p-quantile (0 <= p <= 1) by the definition of that number in Hyndman and Fan 1996: `type`
 *  1 to 9; 0 means 7, R's default (the median is the same for 2, 5, 6, 7, 8 and 9). Types 1 to 3
 *  are steps, 4 to 9 interpolate. O(distinct).
 *
 *  The numbers are those of R 4.2's quantile(), also where n p is whole but for rounding: types 1,
 *  2, 3 and 7 take it as computed (0.07 x 100 is above 7), the others take a fraction within
 *  4 epsilon of 0 as 0. PAIN_EINVAL, PAIN_EEMPTY; NaN on failure. */
PAIN_API PAIN_MUST_CHECK pain_status pain_quantile(pain_counts counts, double p, int type,
                                                   double *quantile);

/** The p-quantile (0 < p < 1; type 7) with an interval between two order statistics, valid whatever
 *  the distribution.
 *
 *  Two-sided: from the r-th smallest, with the largest r such that P(B <= r - 1) <= alpha / 2 for
 *  B ~ Binomial(n, p), to the s-th smallest, with the smallest s such that P(B >= s) <= alpha / 2,
 *  a tail larger by its rounding only (1.4e-14 of it) being not larger; `attained` is
 *  P(r <= B < s), at least the level. Without such an r and s, n is too small: limits NaN, reason
 *  PAIN_ETOOFEW, the value still given, also when all values are equal. One-sided bounds spend
 *  alpha on one side; the other limit is -infinity or infinity. All values equal:
 *  PAIN_FLAG_NO_SPREAD, and where n is large enough both limits are that value. n above 2^53:
 *  limits NaN, reason PAIN_EOVERFLOW. Method: PAIN_METHOD_ORDER_STATISTIC (default and only).
 *  PAIN_EINVAL, PAIN_EEMPTY; NaN on failure. Source: Thompson 1936; Conover 1999, section 3.2. */
PAIN_API PAIN_MUST_CHECK pain_status pain_quantile_interval(pain_counts counts, double p,
                                                            const pain_interval_options *options,
                                                            pain_estimate *estimate);

/** pain_quantile_interval at p = 0.5. */
PAIN_API PAIN_MUST_CHECK pain_status pain_median_interval(pain_counts counts,
                                                          const pain_interval_options *options,
                                                          pain_estimate *estimate);

PAIN_END_DECLS
#endif
