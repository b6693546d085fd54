/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAINSTAT_EFFECT_SIZE_H
#define PAINSTAT_EFFECT_SIZE_H
/** @file
 * Effect sizes of paired differences and of two groups, with intervals. */

#include <painstat/estimate.h>
#include <painstat/tally.h>
#include <painstat/test.h>

PAIN_BEGIN_DECLS

/** dz, the mean of the differences (the x of the counts) over their standard deviation: Cohen's dz,
 *  which is also called the standardized response mean.
 *
 *  - PAIN_METHOD_NONCENTRAL_T (default): the noncentralities at which t = dz sqrt(n) is the 1 -
 *    alpha / 2 and the alpha / 2 quantile, over sqrt(n). Exact for normal differences.
 *  - PAIN_METHOD_DELTA: dz +- z sqrt(1 / n + dz^2 / (2 (n - 1))), the usual interval of a
 *    standardized response mean.
 *
 *  All values equal: value NaN, reason PAIN_ENOSPREAD. n = 1: reason PAIN_ETOOFEW. One-sided bounds
 *  end at infinity. Levels above 1 - 2e-10: limits NaN, reason PAIN_ENOCONV. `denominator` is n.
 *  PAIN_EINVAL, PAIN_EEMPTY; NaN on failure. Sources: Cohen 1988; Steiger and Fouladi 1997. */
PAIN_API PAIN_MUST_CHECK pain_status pain_effect_dz(pain_counts differences,
                                                    const pain_interval_options *options,
                                                    pain_estimate *estimate);

/** gz = J dz, the unbiased dz: J = gamma((n - 1) / 2) / (sqrt((n - 1) / 2) gamma((n - 2) / 2)), not
 *  its approximation 1 - 3 / (4n - 5). Limits are those of dz times J. n = 2: value NaN, reason
 *  PAIN_ETOOFEW. Otherwise as pain_effect_dz. Source: Hedges 1981. */
PAIN_API PAIN_MUST_CHECK pain_status pain_effect_gz(pain_counts differences,
                                                    const pain_interval_options *options,
                                                    pain_estimate *estimate);

/** The matched-pairs rank-biserial correlation, (W+ - W-) / (W+ + W-): the share of the ranks that
 *  speak for positive differences less that for negative ones. `zeros` is PAIN_ZEROS_DROPPED or
 *  PAIN_ZEROS_PRATT. Method: PAIN_METHOD_FISHER_Z (default and only), tanh(atanh r +- z se), se =
 *  sqrt(sum of squared ranks) / sum of ranks, the standard deviation of r under the null.
 *
 *  All differences of one sign: limits NaN, reason PAIN_EUNDEFINED (r = 1 has no z). All zero:
 *  value NaN, reason PAIN_EUNDEFINED. `denominator` is the number of ranks used, `n_excluded` the
 *  zeros. PAIN_EINVAL, PAIN_EEMPTY, PAIN_ENOMEM, PAIN_EOVERFLOW (n above 2^31); NaN on failure.
 *  Source: Kerby 2014. */
PAIN_API PAIN_MUST_CHECK pain_status pain_rank_biserial(pain_counts differences, pain_zeros zeros,
                                                        const pain_interval_options *options,
                                                        pain_estimate *estimate);

/** The probability of superiority of paired differences, P(x > 0) + P(x = 0) / 2. Method:
 *  PAIN_METHOD_SUPERIORITY_SCORE (default and only), (1 + D) / 2 with Tango's score limits for D =
 *  P(x > 0) - P(x < 0): in [0, 1], also when all differences are of one sign or 0. 1/2 lies in the
 *  interval when McNemar's test of the signs does not reject. `denominator` is n.
 *  PAIN_EINVAL, PAIN_EEMPTY, PAIN_EOVERFLOW (n above 2^53); NaN on failure. */
PAIN_API PAIN_MUST_CHECK pain_status pain_superiority_paired(pain_counts differences,
                                                             const pain_interval_options *options,
                                                             pain_estimate *estimate);

/** The probability of superiority of two groups, p = P(x > y) + P(x = y) / 2: U / (nx ny).
 *
 *  - PAIN_METHOD_SUPERIORITY_LOGIT (default): p +- t se on the scale of log(p / (1 - p)): in [0,
 *    1].
 *  - PAIN_METHOD_SUPERIORITY_T: p +- t se, cut to [0, 1], with the standard error and degrees of
 *    freedom of Brunner and Munzel: 1/2 is in it when PAIN_TEST_BRUNNER_MUNZEL does not reject.
 *
 *  No variance (no overlap, or no spread): limits NaN, reason PAIN_ENOSPREAD. A group of one:
 *  limits NaN, reason PAIN_ETOOFEW. `denominator` is nx + ny. PAIN_EINVAL, PAIN_EEMPTY,
 *  PAIN_ENOMEM, PAIN_EOVERFLOW (above 2^31); NaN on failure. Source: Brunner and Munzel 2000. */
PAIN_API PAIN_MUST_CHECK pain_status pain_superiority(pain_counts x, pain_counts y,
                                                      const pain_interval_options *options,
                                                      pain_estimate *estimate);

PAIN_END_DECLS
#endif
