/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAINSTAT_PROPORTION_H
#define PAINSTAT_PROPORTION_H
/** @file
 * One proportion, k of n, with a confidence interval. */

#include <painstat/estimate.h>
#include <painstat/test.h>

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
 *    can be far too low. PAIN_METHOD_WALD_CC: 1 / (2 n) wider on either side.
 *  - PAIN_METHOD_BLAKER: the p whose acceptability is at least alpha. As Clopper-Pearson never
 *    covers less than the level, lies within it, and is nested in the level.
 *  - PAIN_METHOD_LIKELIHOOD_RATIO: inverts the likelihood-ratio test.
 *  - PAIN_METHOD_LOGIT, _PROBIT, _CLOGLOG: Wald's on the scale of log(p / (1 - p)), of the normal
 *    quantile, of log(-log p). Undefined at k = 0 and k = n. At high levels a limit for k + 1 can
 *    be below that for k; that of _CLOGLOG for n - k is no mirror of that for k.
 *  - PAIN_METHOD_ARCSINE: Wald's on the scale of asin(sqrt(p)), with Anscombe's 3/8, the angle kept
 *    in [0, pi / 2].
 *  - PAIN_METHOD_MODIFIED_WILSON, _MODIFIED_JEFFREYS: with Poisson's, or exact, limits near the
 *    ends.
 *  - PAIN_METHOD_JEFFREYS_PLAIN: Jeffreys' quantiles also at k = 0 and k = n, so that the interval
 *    does not hold the estimate there.
 *  - PAIN_METHOD_SCAS: Wilson's with a correction for the skewness of the score.
 *  - PAIN_METHOD_BLYTH_STILL_CASELLA: the exact intervals of least total length that Casella's
 *    refinement reaches; never covers less than the level. Not nested in the level.
 *  - PAIN_METHOD_WANG: Clopper-Pearson's shortened from the middle outwards until none could be
 *    shorter by itself; never covers less than the level. Not nested in the level.
 *
 *  By every method but JEFFREYS_PLAIN the lower limit is 0 at k = 0 and the upper one 1 at k = n.
 *  There Wald's interval is the single point 0 or 1, and the corrected one's width comes from the
 *  correction alone, both with PAIN_FLAG_NO_SPREAD. The value is always k / n, never a shrunken
 *  centre. Every limit is solved for itself, in its own tail, to a relative error below 1e-12
 *  (absolute, 1e-15: Wald, arcsine and Agresti-Coull lower limits that all but reach 0, and
 *  BLYTH_STILL_CASELLA and WANG), for n up to 10^7 and beyond; a level such as 0.9999 has its own
 *  error as a double besides, up to 6e-17. `attained` is NaN: the coverage depends on p.
 *
 *  PAIN_EINVAL: k > n, a level outside (0, 1), a side or size that is none, a method for something
 *  else, no `estimate`. PAIN_EEMPTY: n = 0. All NaN on failure. Limits alone are NaN, while the
 *  value stands and the call returns PAIN_OK, with reason
 *
 *  - PAIN_EUNDEFINED: LOGIT, PROBIT and CLOGLOG at k = 0 and k = n; a one-sided bound by BLAKER,
 *    BLYTH_STILL_CASELLA and WANG, whose two limits are made together; a one-sided bound by
 *    MODIFIED_WILSON, and any limit by BLYTH_STILL_CASELLA and WANG, at a level of 1/2 or less.
 *  - PAIN_EOVERFLOW: BLYTH_STILL_CASELLA and WANG for n > 1000, as they make the intervals of all
 *    counts (about 0.2 s and 0.01 s at n = 1000); mid-P, BLAKER and any other limit that could not
 *    be solved for n > 2^53, where counts are no longer doubles (PAIN_ENOCONV for smaller n).
 */
PAIN_API PAIN_MUST_CHECK pain_status pain_proportion(uint64_t k, uint64_t n,
                                                     const pain_interval_options *options,
                                                     pain_estimate *estimate);

/** pain_proportion for many proportions, k[i] of n[i], i < count, by one method: lower[i], upper[i]
 *  and reason[i] (NULL is allowed) are its limits and its reason, to the last bit. A k[i] > n[i]
 *  has the limits NaN and the reason PAIN_EINVAL, an n[i] of 0 PAIN_EEMPTY; the others are not
 *  affected. For hundreds of proportions and more: a pair that came up before is not solved again
 *  (each of n up to 254 once a thread, others while few), and `options->threads` divide the work.
 *  Takes up to 256 KiB a thread from `options->allocator`; where it has none, every pair is solved,
 *  and the call does not fail.
 *
 *  PAIN_EINVAL: options as for pain_proportion (all limits are NaN then), or an array is NULL while
 *  count > 0. */
PAIN_API PAIN_MUST_CHECK pain_status pain_proportion_limits(const uint64_t *k, const uint64_t *n,
                                                            size_t count,
                                                            const pain_interval_options *options,
                                                            double *lower, double *upper,
                                                            int32_t *reason);

/** Fills `estimates[0 .. *count - 1]` with k / n by every method for a proportion, in the order of
 * the list; `*count` says how many fit and becomes how many there are. The method in `options` is
 * not looked at. PAIN_EINVAL when they do not fit (`*count` then says how many are needed; NULL and
 * 0 just ask) or `count` is NULL, or as pain_proportion. On failure those that fit are all NaN. */
PAIN_API PAIN_MUST_CHECK pain_status pain_proportion_all(uint64_t k, uint64_t n,
                                                         const pain_interval_options *options,
                                                         pain_estimate *estimates, size_t *count);

/** Tests a proportion, of which k of n were seen, against `null_value` in (0, 1); 0 means 1/2. Each
 *  is the test that an interval inverts: the two-sided p-value is below 1 - level where, and only
 *  where, the null value is outside that interval, and the same of LESS and the upper bound, of
 *  GREATER and the lower one.
 *
 *  - PAIN_TEST_BINOMIAL_MIDP (default), PAIN_TEST_BINOMIAL: twice the smaller tail, with half or
 *    all of P(X = k); MIDP and CLOPPER_PEARSON. The statistic is k. (R's binom.test adds up the
 *    outcomes that are no more probable instead, and so contradicts the interval that it prints.)
 *  - PAIN_TEST_BINOMIAL_BLAKER: BLAKER; two-sided only, one-sided without a p-value
 *    (PAIN_EUNDEFINED). The statistic is the acceptability of the null value. The p-value is the
 *    greatest acceptability of any value at least as far out from k / n, never smaller, because the
 *    acceptability may rise again there and the interval bridges such gaps.
 *  - PAIN_TEST_PROPORTION_SCORE, _SCORE_CC: WILSON, WILSON_CC; _LIKELIHOOD_RATIO: that; _WALD:
 *    WALD, without a p-value at k = 0 and k = n (PAIN_EUNDEFINED), where there is no spread.
 *    `statistic` is the squared deviate, `df` 1.
 *
 *  `n` is n. PAIN_EINVAL: k > n, a null value outside its range, a method for something else,
 *  options as in pain_test_options, zeros other than dropped, no `test`. PAIN_EEMPTY: n = 0.
 *  PAIN_EOVERFLOW: n > 2^53. NaN on failure. A p-value NaN with PAIN_OK and reason PAIN_ENOCONV:
 *  not solved. */
PAIN_API PAIN_MUST_CHECK pain_status pain_proportion_test(uint64_t k, uint64_t n,
                                                          const pain_test_options *options,
                                                          pain_test *test);

/** Fills `all[0 .. *count - 1]` with every test of pain_proportion_test; `*count` and errors as
 *  with pain_proportion_all. The method in `options` is not looked at. */
PAIN_API PAIN_MUST_CHECK pain_status pain_proportion_test_all(uint64_t k, uint64_t n,
                                                              const pain_test_options *options,
                                                              pain_test *all, size_t *count);

/** Credible interval for a proportion: the prior beta(prior_a, prior_b) and k of n give the
 *  posterior beta(k + prior_a, n - k + prior_b). Usual priors: (1/2, 1/2) Jeffreys, (1, 1) Bayes
 *  and Laplace, (0, 0) Haldane. Its probability is that of p given the data and the prior; it
 *  promises no coverage.
 *
 *  - PAIN_METHOD_EQUAL_TAILED (default): alpha / 2 of the posterior beyond each limit, also at k =
 *    0.
 *  - PAIN_METHOD_HPD: the shortest, of the highest posterior density; at the end of the range when
 *    the density falls or rises throughout. Only two-sided.
 *
 *  The value is k / n; `reserved[0]` is the posterior's mean, `reserved[1]` and `reserved[2]` its
 *  two shapes. Limits NaN, with reason PAIN_EUNDEFINED and status PAIN_OK: the posterior is none (a
 *  shape of 0), its density is flat or highest at both ends, or an HPD bound is asked for one side;
 *  PAIN_ENOCONV: not solved. PAIN_EINVAL: k > n, a prior shape that is negative or not finite,
 *  options as for pain_proportion. PAIN_EEMPTY: n = 0. All NaN on failure. */
PAIN_API PAIN_MUST_CHECK pain_status pain_proportion_posterior(uint64_t k, uint64_t n,
                                                               double prior_a, double prior_b,
                                                               const pain_interval_options *options,
                                                               pain_estimate *estimate);

PAIN_END_DECLS
#endif
