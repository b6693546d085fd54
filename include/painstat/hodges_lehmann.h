/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAINSTAT_HODGES_LEHMANN_H
#define PAINSTAT_HODGES_LEHMANN_H
/** @file
 * The Hodges-Lehmann estimate of a centre, with its exact interval. */

#include <painstat/estimate.h>
#include <painstat/tally.h>
#include <painstat/test.h>

PAIN_BEGIN_DECLS

/** The centre of differences (the x of `counts`) by their Walsh averages (x_i + x_j) / 2, i <= j:
 *  n (n + 1) / 2 of them. `zeros` is PAIN_ZEROS_DROPPED, or PAIN_ZEROS_KEPT as values like others.
 *
 *  - PAIN_METHOD_WALSH (default): the median of the Walsh averages; limits are the k-th smallest
 *    and the k-th largest, with the largest k such that P(W <= k - 1) <= alpha / 2 for the
 *    signed-rank statistic W of n differences without ties. `attained` is 1 - 2 P(W <= k - 1),
 *    exact for data without ties and a lower bound with them. As R's wilcox.test where that is
 *    exact.
 *  - PAIN_METHOD_WALSH_CONDITIONAL: inverts the signed-rank test given the ties. With W(d) the
 *    statistic of x - d (a zero has a rank, but does not count) and q, q' the alpha / 2 and
 *    1 - alpha / 2 quantiles of W given the ties of |x|, the limits are the largest Walsh average
 *    with W > q' and the smallest with W <= q; the value is the middle of the largest with W above
 *    its mean and the smallest with W at most the mean's next whole number. As exactRankTests'
 *    wilcox.exact. Without ties of |x| it is PAIN_METHOD_WALSH. `attained` is NaN with ties.
 *
 *  Every limit is a Walsh average, found by counting in O(distinct); the distribution of W takes
 *  O(n^3). One-sided bounds spend alpha on one side and end at infinity. No limits at this level (n
 *  too small): NaN, reason PAIN_ETOOFEW; n too large for the distribution (about 4,000): reason
 *  PAIN_EOVERFLOW. All values equal: both limits are that value, with PAIN_FLAG_NO_SPREAD. Nothing
 *  left without zeros: value and limits NaN, reason PAIN_EUNDEFINED. `denominator` is n,
 *  `n_excluded` the zeros dropped. PAIN_EINVAL (also PAIN_ZEROS_PRATT), PAIN_EEMPTY, PAIN_ENOMEM;
 *  NaN on failure. Sources: Hodges and Lehmann 1963; Bauer 1972. */
PAIN_API PAIN_MUST_CHECK pain_status pain_hodges_lehmann(pain_counts counts, pain_zeros zeros,
                                                         const pain_interval_options *options,
                                                         pain_estimate *estimate);

/** The same by both methods, in the order of the list: `*count` says how many fit and becomes how
 *  many there are. PAIN_EINVAL when they do not fit, or as the function for one. */
PAIN_API PAIN_MUST_CHECK pain_status pain_hodges_lehmann_all(pain_counts counts, pain_zeros zeros,
                                                             const pain_interval_options *options,
                                                             pain_estimate *estimates,
                                                             size_t *count);

PAIN_END_DECLS
#endif
