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
 *  By every method the lower limit is 0 at k = 0 and the upper one 1 at k = n. There Wald's
 *  interval is the single point 0 or 1, with PAIN_FLAG_NO_SPREAD. The value is always k / n, never
 *  a shrunken centre. Every limit is solved for itself, in its own tail, to a relative error below
 *  1e-12 (Wald and Agresti-Coull lower limits that all but reach 0: absolute, 1e-15), for n up to
 *  10^7 and beyond; a level such as 0.9999 has its own error as a double besides, up to 6e-17.
 *
 *  PAIN_EINVAL: k > n, a level outside (0, 1), a side or size that is none, a method for something
 *  else, no `estimate`. PAIN_EEMPTY: n = 0. All NaN on failure. Above n = 2^53 counts are no longer
 *  doubles: mid-P limits are NaN then, with reason PAIN_EOVERFLOW, and so is any other limit that
 *  could not be solved (PAIN_ENOCONV for smaller n); the value stands and the call returns PAIN_OK.
 */
PAIN_API PAIN_MUST_CHECK pain_status pain_proportion(uint64_t k, uint64_t n,
                                                     const pain_interval_options *options,
                                                     pain_estimate *estimate);

/** Fills `estimates[0 .. *count - 1]` with k / n by every method for a proportion, in the order of
 * the list; `*count` says how many fit and becomes how many there are. The method in `options` is
 * not looked at. PAIN_EINVAL when they do not fit (`*count` then says how many are needed; NULL and
 * 0 just ask) or `count` is NULL, or as pain_proportion. On failure those that fit are all NaN. */
PAIN_API PAIN_MUST_CHECK pain_status pain_proportion_all(uint64_t k, uint64_t n,
                                                         const pain_interval_options *options,
                                                         pain_estimate *estimates, size_t *count);

PAIN_END_DECLS
#endif
