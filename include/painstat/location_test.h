/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAINSTAT_LOCATION_TEST_H
#define PAINSTAT_LOCATION_TEST_H
/** @file
 * Tests of location: differences of the same patients against a value, and two groups against each
 * other. */

#include <painstat/tally.h>
#include <painstat/test.h>

PAIN_BEGIN_DECLS

/** Counts x - y of each pair into `differences`: baseline minus endpoint is the improvement. Scores
 *  with a fraction are rounded doubles, so equal decimal differences may differ in their last bits;
 *  give whole steps of the scale where ties matter. O(pairs' distinct x log). PAIN_EINVAL (also
 *  counts without y), PAIN_EEMPTY, PAIN_ENOMEM, PAIN_EOVERFLOW, PAIN_ENONFINITE (a difference
 *  overflows): some pairs may have been counted then. */
PAIN_API PAIN_MUST_CHECK pain_status pain_tally_add_differences(pain_tally *differences,
                                                                pain_counts pairs);

/** Tests whether differences of the same patients (the x of `differences`) centre on `null_value`,
 *  which is taken from each of them first.
 *
 *  - PAIN_TEST_WILCOXON_EXACT (default): `statistic` is W, the sum of the mid-ranks of the absolute
 *    values over the positive ones; its exact distribution given the ties, every sign as likely as
 *    not, by dynamic programming. `zeros`: dropped before ranking, or Pratt's way. The smaller tail
 *    is summed itself and keeps its digits. Below 1e-300 or so it may be 0. Work grows with n^3: up
 *    to about 4,000 differences, seconds; beyond, p is NaN, reason PAIN_EOVERFLOW.
 *  - PAIN_TEST_WILCOXON, PAIN_TEST_WILCOXON_CC: the same by the normal distribution with the
 *    variance given the ties, plain or with R's half step of correction.
 *  - PAIN_TEST_SIGN_EXACT, PAIN_TEST_SIGN_MIDP: `statistic` is how many are positive; binomial.
 *  - PAIN_TEST_SIGN_FLIP: `statistic` is the sum of the positive ones; its exact distribution,
 *    every sign as likely as not. Differences that are multiples of 10^-6 or a coarser power of ten
 *    (to 1e-9 of it) are taken as such, and counted by dynamic programming up to a total of 8
 *    million steps; others by enumeration, with sums within 1e-12 of the total alike, up to 16
 *    million distinct outcomes. Beyond, p is NaN, reason PAIN_EOVERFLOW.
 *  - PAIN_TEST_T: `statistic` is t, with `df` = n - 1. All values equal: t and p are NaN, reason
 *    PAIN_ENOSPREAD; n = 1: reason PAIN_ETOOFEW.
 *
 *  All but t are conditional on the zeros: without a difference that is not 0 the statistic is 0
 *  and p is 1, because nothing else could have come out. Two-sided p-values are twice the smaller
 *  tail, at most 1. `n` counts the differences, `n_zero` those equal to the null value.
 *  PAIN_EINVAL, PAIN_EEMPTY, PAIN_ENOMEM; PAIN_ENONFINITE when a difference overflows. NaN on
 *  failure. Sources: Wilcoxon 1945; Pratt 1959; Streitberg and Roehmel 1986; Pitman 1937. */
PAIN_API PAIN_MUST_CHECK pain_status pain_paired_test(pain_counts differences,
                                                      const pain_test_options *options,
                                                      pain_test *test);

/** Tests whether x tends to be larger than y by `null_value`, which is taken from each x first; the
 *  groups are independent. PAIN_ALTERNATIVE_GREATER: x is larger.
 *
 *  - PAIN_TEST_MANN_WHITNEY_EXACT (default): `statistic` is U, how many pairs (x, y) have x > y,
 *    ties one half; its exact distribution given the ties, by dynamic programming. Up to 1,000
 *    values and about 250 + 250; beyond, p is NaN, reason PAIN_EOVERFLOW.
 *  - PAIN_TEST_MANN_WHITNEY, PAIN_TEST_MANN_WHITNEY_CC: U by the normal distribution with the
 *    variance given the ties, plain or with R's half step. All values equal: p is 1.
 *  - PAIN_TEST_BRUNNER_MUNZEL: `statistic` is t for P(x > y) + P(x = y) / 2 = 1/2, `df` as by
 *    Satterthwaite; variances may differ. No overlap, or no spread: NaN, reason PAIN_ENOSPREAD.
 *  - PAIN_TEST_WELCH (variances may differ), PAIN_TEST_T_POOLED: `statistic` is t. A group of one:
 *    NaN, reason PAIN_ETOOFEW (pooled: both of one); no spread: NaN, reason PAIN_ENOSPREAD.
 *
 *  `n` counts both groups. Errors as pain_paired_test; PAIN_EEMPTY when either group is. Sources:
 *  Mann and Whitney 1947; Brunner and Munzel 2000; Welch 1947. */
PAIN_API PAIN_MUST_CHECK pain_status pain_two_sample_test(pain_counts x, pain_counts y,
                                                          const pain_test_options *options,
                                                          pain_test *test);

/** The same by every method, in the order of the list: `*count` says how many fit and becomes how
 *  many there are. The method in `options` is not looked at. PAIN_EINVAL when they do not fit, or
 *  as the function for one. */
PAIN_API PAIN_MUST_CHECK pain_status pain_paired_test_all(pain_counts differences,
                                                          const pain_test_options *options,
                                                          pain_test *tests, size_t *count);
PAIN_API PAIN_MUST_CHECK pain_status pain_two_sample_test_all(pain_counts x, pain_counts y,
                                                              const pain_test_options *options,
                                                              pain_test *tests, size_t *count);

PAIN_END_DECLS
#endif
