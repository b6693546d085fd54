/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAINSTAT_PROPORTION_H
#define PAINSTAT_PROPORTION_H
/** @file
 * One proportion, k of n, with a confidence interval. */

#include <painstat/estimate.h>

PAIN_BEGIN_DECLS

/** The proportion k / n with an interval by one method. alpha = 1 - level; z its normal quantile;
 * limits are in [0, 1].
 *
 *  - PAIN_METHOD_MIDP (default): inverts the exact test with half the probability of k itself.
 *    Close to the level on average, also near 0 and 1, where Wilson falls to .84: for p in .80-.999
 *    its least coverage at 95 % is .935, .925, .921 for n = 20, 50, 100.
 *  - PAIN_METHOD_CLOPPER_PEARSON: inverts the exact test; never covers less than the level, so it
 *    is wider. Where a guarantee is wanted.
 *  - PAIN_METHOD_WILSON: inverts the score test.
 *  - PAIN_METHOD_WILSON_CC: the same, corrected for continuity.
 *  - PAIN_METHOD_JEFFREYS: quantiles of Beta(k + 1/2, n - k + 1/2); lower limit 0 at k = 0, upper
 *    limit 1 at k = n.
 *  - PAIN_METHOD_AGRESTI_COULL: Wald about (k + z^2/2) / (n + z^2), cut to [0, 1].
 *  - PAIN_METHOD_WALD: p +- z sqrt(p (1 - p) / n), cut to [0, 1]: what others print; its coverage
 *    can be far too low.
 *
 *  The value is always k / n, never a shrunken centre. Every limit is solved in its own tail to a
 *  relative error below 1e-12, for n up to 10^7 and beyond.
 *  PAIN_EINVAL: k > n, level outside (0, 1), a method for something else. PAIN_EEMPTY: n = 0. All
 *  NaN on failure. */
PAIN_API PAIN_MUST_CHECK pain_status pain_proportion(uint64_t k, uint64_t n,
                                                     const pain_interval_options *options,
                                                     pain_estimate *estimate);

/** Fills `estimates[0 .. *count - 1]` with k / n by every method for a proportion, in the order of
 * the list; `*count` says how many fit and becomes how many there are. The method in `options` is
 * not looked at. PAIN_EINVAL when they do not fit (`*count` then says how many are needed), or as
 * pain_proportion. */
PAIN_API PAIN_MUST_CHECK pain_status pain_proportion_all(uint64_t k, uint64_t n,
                                                         const pain_interval_options *options,
                                                         pain_estimate *estimates, size_t *count);

PAIN_END_DECLS
#endif
