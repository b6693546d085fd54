/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAINSTAT_PAIRED_PROPORTIONS_H
#define PAINSTAT_PAIRED_PROPORTIONS_H
/** @file
 * Two proportions of the same patients: near zero before and after, or by two definitions.
 *
 * With n = a + b + c + d pairs, p1 = (a + b) / n is the proportion of yes the first time and
 * p2 = (a + c) / n the second time. Only the b + c discordant pairs tell p1 and p2 apart. z is the
 * normal quantile of the level. */

#include <painstat/estimate.h>
#include <painstat/test.h>

PAIN_BEGIN_DECLS

/** How many pairs answered what; at most 2^53 in all. */
typedef struct pain_paired_counts {
    uint64_t yes_yes; /**< a: yes both times */
    uint64_t yes_no;  /**< b: yes the first time only */
    uint64_t no_yes;  /**< c: yes the second time only */
    uint64_t no_no;   /**< d: no both times */
} pain_paired_counts;

/** The difference p1 - p2 = (b - c) / n with an interval; limits are in [-1, 1].
 *
 *  - PAIN_METHOD_TANGO (default): inverts the score test of p1 - p2; at 0 it is McNemar's test
 *    without correction. Good at every size, also without discordant pairs.
 *  - PAIN_METHOD_NEWCOMBE_10: Wilson limits of p1 and p2 combined by the phi coefficient, corrected
 *    for continuity. PAIN_METHOD_NEWCOMBE_8: without that correction.
 *  - PAIN_METHOD_BONETT_PRICE: Wald with one pair added to b and to c, n + 2 in all.
 *  - PAIN_METHOD_AGRESTI_MIN: Wald with half a pair added to each of the four.
 *  - PAIN_METHOD_PAIRED_WALD: (b - c) / n +- z sqrt(b + c - (b - c)^2 / n) / n: what others print;
 *    covers too little. No variance (no discordant pairs, or all discordant alike): both limits are
 *    the value, PAIN_FLAG_NO_SPREAD.
 *
 *  `denominator` is n. PAIN_EINVAL: level, side, or a method for something else. PAIN_EEMPTY: n =
 *  0. PAIN_EOVERFLOW: n above 2^53. All NaN on failure. */
PAIN_API PAIN_MUST_CHECK pain_status pain_paired_difference(pain_paired_counts counts,
                                                            const pain_interval_options *options,
                                                            pain_estimate *estimate);

/** The ratio p1 / p2 = (a + b) / (a + c) with an interval; limits are in [0, infinity].
 *
 *  - PAIN_METHOD_TANG (default): inverts the score test of p1 / p2; at 1 it is McNemar's test.
 *  - PAIN_METHOD_PAIRED_RATIO_WALD: exp(log ratio +- z sqrt((b + c) / ((a + b) (a + c)))). Without
 *    discordant pairs both limits are 1, PAIN_FLAG_NO_SPREAD; without yes on a side NaN, reason
 *    PAIN_EUNDEFINED.
 *
 *  No yes the second time: value and upper limit infinity. No yes at all: value NaN, reason
 *  PAIN_EUNDEFINED; Tang's interval is then all of [0, infinity], PAIN_FLAG_UNBOUNDED.
 *  Errors as pain_paired_difference. */
PAIN_API PAIN_MUST_CHECK pain_status pain_paired_ratio(pain_paired_counts counts,
                                                       const pain_interval_options *options,
                                                       pain_estimate *estimate);

/** The conditional odds ratio b / c with an interval: that of the proportion p = b / (b + c), taken
 *  to p / (1 - p); limits are in [0, infinity]. Concordant pairs do not count.
 *
 *  - PAIN_METHOD_CONDITIONAL_MIDP (default), with the test PAIN_TEST_MCNEMAR_MIDP;
 *  - PAIN_METHOD_CONDITIONAL_EXACT: Clopper-Pearson, with PAIN_TEST_MCNEMAR_EXACT;
 *  - PAIN_METHOD_CONDITIONAL_WILSON: the score interval, with PAIN_TEST_MCNEMAR;
 *  - PAIN_METHOD_CONDITIONAL_JEFFREYS;
 *  - PAIN_METHOD_CONDITIONAL_SCAS: the score interval corrected for skewness.
 *
 *  `numerator` is b, `denominator` b + c. c = 0 < b: value and upper limit infinity. No discordant
 *  pairs: value NaN, reason PAIN_EUNDEFINED, limits 0 and infinity, PAIN_FLAG_UNBOUNDED.
 *  Errors as pain_paired_difference. */
PAIN_API PAIN_MUST_CHECK pain_status pain_paired_odds_ratio(pain_paired_counts counts,
                                                            const pain_interval_options *options,
                                                            pain_estimate *estimate);

/** McNemar's test of p1 = p2; PAIN_ALTERNATIVE_GREATER is p1 > p2. With m = b + c:
 *
 *  - PAIN_TEST_MCNEMAR_MIDP (default): as the exact one, with half the probability of b itself.
 *  - PAIN_TEST_MCNEMAR_EXACT: b is binomial(m, 1/2); two-sided twice the smaller tail, at most 1.
 *    `statistic` is b for both. Without discordant pairs p is 1: nothing else could have come out.
 *  - PAIN_TEST_MCNEMAR: (b - c) / sqrt(m) is normal. `statistic` is its square, `df` 1.
 *  - PAIN_TEST_MCNEMAR_CC: |b - c| smaller by 1 (no correction for b = c). Both need m > 0; else
 *    NaN, reason PAIN_EUNDEFINED.
 *
 *  `n` is the number of pairs, `n_zero` of the concordant ones; `null_value` must be 0.
 *  PAIN_EINVAL, PAIN_EEMPTY, PAIN_EOVERFLOW as pain_paired_difference. */
PAIN_API PAIN_MUST_CHECK pain_status pain_mcnemar(pain_paired_counts counts,
                                                  const pain_test_options *options,
                                                  pain_test *test);

/** The same by every method, in the order of the list: `*count` says how many fit and becomes how
 *  many there are. The method in `options` is not looked at. PAIN_EINVAL when they do not fit, or
 *  as the function for one. */
PAIN_API PAIN_MUST_CHECK pain_status
pain_paired_difference_all(pain_paired_counts counts, const pain_interval_options *options,
                           pain_estimate *estimates, size_t *count);
PAIN_API PAIN_MUST_CHECK pain_status pain_paired_ratio_all(pain_paired_counts counts,
                                                           const pain_interval_options *options,
                                                           pain_estimate *estimates, size_t *count);
PAIN_API PAIN_MUST_CHECK pain_status
pain_paired_odds_ratio_all(pain_paired_counts counts, const pain_interval_options *options,
                           pain_estimate *estimates, size_t *count);
PAIN_API PAIN_MUST_CHECK pain_status pain_mcnemar_all(pain_paired_counts counts,
                                                      const pain_test_options *options,
                                                      pain_test *tests, size_t *count);

PAIN_END_DECLS
#endif
