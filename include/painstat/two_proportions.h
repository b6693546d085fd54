/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAINSTAT_TWO_PROPORTIONS_H
#define PAINSTAT_TWO_PROPORTIONS_H
/** @file
 * Two independent proportions, x1 of n1 and x2 of n2, compared by their difference, ratio or odds
 * ratio.
 *
 *  Throughout: p = x / n, y = n - x, N = n1 + n2, z the normal quantile of the level. The value is
 *  always that of the observed proportions, never a shrunken one. `numerator` is 0, `denominator`
 *  n1 + n2. The default method is PAIN_METHOD_MIETTINEN_NURMINEN, the score interval: near its
 *  level in small groups too, and defined whatever cells are empty.
 *
 *  Exchanging the groups negates a difference and inverts a ratio, limits included.
 *
 *  PAIN_EINVAL: x > n, level outside (0, 1), a method for something else. PAIN_EEMPTY: n1 = 0 or n2
 *  = 0. PAIN_EOVERFLOW: N above 2^53. All NaN on failure. PAIN_OK with a `reason`: the value stands
 *  (or is NaN where it is undefined), and a method that is undefined for these counts leaves the
 *  limits NaN: PAIN_EUNDEFINED (an empty cell), PAIN_ETOOFEW (a group of one), PAIN_EOVERFLOW (too
 *  large for an exact method; it is never replaced by an approximate one). PAIN_FLAG_UNBOUNDED: the
 *  limits are the ends of the range. PAIN_FLAG_NO_SPREAD: both groups are all yes or all no, and
 *  the method takes that for certainty. */

#include <painstat/estimate.h>
#include <painstat/test.h>

PAIN_BEGIN_DECLS

/** The difference p1 - p2, limits in [-1, 1].
 *
 *  - PAIN_METHOD_WALD, PAIN_METHOD_WALD_CC: without and with Yates's correction. What others print;
 *    too narrow.
 *  - PAIN_METHOD_AGRESTI_CAFFO: Wald with one yes and one no added to each group.
 *  - PAIN_METHOD_NEWCOMBE, PAIN_METHOD_NEWCOMBE_CC: hybrid of Wilson's limits, without and with
 *    correction.
 *  - PAIN_METHOD_MIETTINEN_NURMINEN (default), PAIN_METHOD_MEE: inverts the score test, the
 *    variance with and without the factor N / (N - 1).
 *  - PAIN_METHOD_HALDANE, PAIN_METHOD_JEFFREYS_PERKS: Beal's intervals.
 *  - PAIN_METHOD_HAUCK_ANDERSON: Wald with n - 1 and a correction; undefined for a group of one.
 *  - PAIN_METHOD_BROWN_LI: Wald about Jeffreys' means.
 *  - PAIN_METHOD_SCAS: the score test corrected for skewness, so that both tails are near alpha /
 *    2.
 *  - PAIN_METHOD_MOVER_JEFFREYS: hybrid of Jeffreys' limits about Jeffreys' medians.
 *  - PAIN_METHOD_SANTNER_SNELL, PAIN_METHOD_CHAN_ZHANG, PAIN_METHOD_AGRESTI_MIN_EXACT: exact with
 *    only the group sizes given, by the observed difference, the score, and the squared score; the
 *    last is the narrowest. They never cover less than the level, but for the search: the worst
 *    probability is sought on a grid of 64 + 16 sqrt(N) points and refined about each high one, the
 *    limit in 64 steps, divided by 16 (N > 128: 4) where p is near the tail, and then halved; up to
 *    N = 40 on both sides of every jump of p in such a step. A second or more for 200 + 200.
 *    PAIN_EOVERFLOW above N = 2,000, PAIN_EUNDEFINED for a one-sided level to 1/2, PAIN_ENOMEM as a
 *    reason: O(N) doubles.
 *
 *  The others take O(log) steps. */
PAIN_API PAIN_MUST_CHECK pain_status
pain_proportion_difference(uint64_t x1, uint64_t n1, uint64_t x2, uint64_t n2,
                           const pain_interval_options *options, pain_estimate *estimate);

/** Fills `estimates[0 .. *count - 1]` with the difference by every method above, in the order of
 *  PAIN_METHOD_LIST; `*count` says how many fit and becomes how many there are. The method in
 *  `options` is not looked at. PAIN_EINVAL when they do not fit (`*count` then says how many are
 *  needed), or as the function for one. */
PAIN_API PAIN_MUST_CHECK pain_status pain_proportion_difference_all(
    uint64_t x1, uint64_t n1, uint64_t x2, uint64_t n2, const pain_interval_options *options,
    pain_estimate *estimates, size_t *count);

/** The ratio p1 / p2, limits in [0, infinity]. The value is infinite where only x2 is 0, and NaN
 *  (reason PAIN_EUNDEFINED, limits as stated) where x1 is 0, too.
 *
 *  - PAIN_METHOD_MIETTINEN_NURMINEN (default), PAIN_METHOD_KOOPMAN: inverts the score test, with
 *    and without N / (N - 1). 0 is the lower limit at x1 = 0, infinity the upper one at x2 = 0.
 *  - PAIN_METHOD_SCAS, PAIN_METHOD_MOVER_JEFFREYS: as for the difference.
 *  - PAIN_METHOD_MOVER_WILSON: hybrid of Wilson's limits.
 *  - PAIN_METHOD_KATZ: Wald on the logarithm; PAIN_METHOD_INVERSE_SINH the same, narrower.
 *    Undefined where x1 or x2 is 0.
 *  - PAIN_METHOD_WALTER: Katz with 1/2 added to every x and n. */
PAIN_API PAIN_MUST_CHECK pain_status pain_proportion_ratio(uint64_t x1, uint64_t n1, uint64_t x2,
                                                           uint64_t n2,
                                                           const pain_interval_options *options,
                                                           pain_estimate *estimate);
PAIN_API PAIN_MUST_CHECK pain_status pain_proportion_ratio_all(uint64_t x1, uint64_t n1,
                                                               uint64_t x2, uint64_t n2,
                                                               const pain_interval_options *options,
                                                               pain_estimate *estimates,
                                                               size_t *count);

/** The odds ratio x1 y2 / (y1 x2), limits in [0, infinity]; the value is infinite where only the
 *  denominator is 0, and NaN (reason PAIN_EUNDEFINED, limits as stated) where both are.
 *
 *  - PAIN_METHOD_MIETTINEN_NURMINEN (default), PAIN_METHOD_UNCORRECTED_SCORE: inverts the score
 *    test, with and without N / (N - 1). 0 is the lower limit where x1 or y2 is 0, infinity the
 *    upper one where y1 or x2 is.
 *  - PAIN_METHOD_SCAS: corrected for skewness and bias.
 *  - PAIN_METHOD_WOOLF: Wald on the logarithm; PAIN_METHOD_INVERSE_SINH the same, narrower.
 *    Undefined with an empty cell.
 *  - PAIN_METHOD_GART: Woolf with 1/2 added to every cell.
 *  - PAIN_METHOD_CORNFIELD_EXACT (also PAIN_METHOD_CLOPPER_PEARSON): inverts both one-sided Fisher
 *    tests; never covers less than the level. Agrees with PAIN_TEST_FISHER_CENTRAL.
 *  - PAIN_METHOD_CORNFIELD_MIDP (also PAIN_METHOD_MIDP): the same with half the table's own
 *    probability.
 *  - PAIN_METHOD_BAPTISTA_PIKE, PAIN_METHOD_BAPTISTA_PIKE_MIDP: the smallest interval around what
 *    Fisher's test by least probability does not reject; narrower than Cornfield's. One-sided: the
 *    limit of the two-sided interval at 2c - 1. PAIN_EOVERFLOW where the margins allow more than
 *    20,000 tables, PAIN_EUNDEFINED for a one-sided level to 1/2.
 *
 *  The conditional methods take O(sqrt(N)) steps a probability. */
PAIN_API PAIN_MUST_CHECK pain_status pain_odds_ratio(uint64_t x1, uint64_t n1, uint64_t x2,
                                                     uint64_t n2,
                                                     const pain_interval_options *options,
                                                     pain_estimate *estimate);
PAIN_API PAIN_MUST_CHECK pain_status pain_odds_ratio_all(uint64_t x1, uint64_t n1, uint64_t x2,
                                                         uint64_t n2,
                                                         const pain_interval_options *options,
                                                         pain_estimate *estimates, size_t *count);

/** The number needed to treat, 1 / (p1 - p2): how many must be treated as group 1 and not as group
 *  2 for one more yes. Negative when group 1 has fewer (a number needed to harm), infinite when the
 *  groups are equal. Methods, default and side are those of the difference, whose value and limits
 *  `reserved[0 .. 2]` holds.
 *
 *  Where the difference's interval [L, U] does not hold 0, the limits are 1 / U and 1 / L. Where it
 *  does, the interval goes through infinity: PAIN_FLAG_EXCLUSIVE, the interval is all numbers but
 *  those between `lower` = 1 / L < 0 and `upper` = 1 / U > 0; PAIN_FLAG_UNBOUNDED when L = -1 and U
 *  = 1, which leave nothing out. A limit of 0 becomes an infinity. Statuses and reasons as the
 *  difference. */
PAIN_API PAIN_MUST_CHECK pain_status pain_number_needed(uint64_t x1, uint64_t n1, uint64_t x2,
                                                        uint64_t n2,
                                                        const pain_interval_options *options,
                                                        pain_estimate *estimate);
PAIN_API PAIN_MUST_CHECK pain_status pain_number_needed_all(uint64_t x1, uint64_t n1, uint64_t x2,
                                                            uint64_t n2,
                                                            const pain_interval_options *options,
                                                            pain_estimate *estimates,
                                                            size_t *count);

/** Tests whether the two proportions differ, or whether a parameter differs from a null value.
 *  Alternatives are about that parameter: GREATER is p1 above p2 by more than the null says.
 *
 *  - PAIN_TEST_SCORE_MN (default), PAIN_TEST_SCORE: about the difference, null value in (-1, 1),
 *    default 0. The deviates that PAIN_METHOD_MIETTINEN_NURMINEN and PAIN_METHOD_MEE invert, so p <
 *    1 - level just when the interval leaves the null out. Non-inferiority by a margin m: null
 *    value -m, alternative GREATER.
 *  - PAIN_TEST_RATIO_SCORE, PAIN_TEST_RATIO_SCORE_MN: the same about the ratio (PAIN_METHOD_KOOPMAN
 *    and PAIN_METHOD_MIETTINEN_NURMINEN), null value above 0; 0 means 1.
 *  - PAIN_TEST_ODDS_SCORE, PAIN_TEST_ODDS_SCORE_MN: about the odds ratio
 *    (PAIN_METHOD_UNCORRECTED_SCORE and PAIN_METHOD_MIETTINEN_NURMINEN), as the ratio.
 *  - PAIN_TEST_FISHER_CENTRAL, PAIN_TEST_FISHER_MIDP: exact and mid-P about the odds ratio,
 *    two-sided twice the smaller tail; agree with PAIN_METHOD_CORNFIELD_EXACT and
 *    PAIN_METHOD_CORNFIELD_MIDP. The statistic is x1.
 *  - PAIN_TEST_FISHER, PAIN_TEST_FISHER_MINLIKE_MIDP: the same, two-sided by least probability, as
 *    most programs print it. A null that is not rejected is in the interval by
 *    PAIN_METHOD_BAPTISTA_PIKE; one that is rejected may be, too, because what these tests do not
 *    reject can have gaps and the interval is the smallest without.
 *  - PAIN_TEST_BARNARD, PAIN_TEST_CHAN, PAIN_TEST_SANTNER_SNELL: exact unconditional about the
 *    difference, two-sided by the squared score, and twice the smaller tail by the score and by the
 *    observed difference. Agree with PAIN_METHOD_AGRESTI_MIN_EXACT, PAIN_METHOD_CHAN_ZHANG and
 *    PAIN_METHOD_SANTNER_SNELL. PAIN_TEST_BOSCHLOO: equality only, by Fisher's one-sided p-value,
 *    twice the smaller tail; never above Fisher's. The statistic is the score's deviate. No p-value
 *    (reason PAIN_EOVERFLOW) above N = 2,000; the call fails with PAIN_ENOMEM.
 *  - PAIN_TEST_CHI_SQUARED, PAIN_TEST_CHI_SQUARED_CC: equality only (null value 0), df 1; the
 *    statistic is X^2. No p-value (PAIN_EUNDEFINED) where all are yes or all no; the score tests
 *    then find nothing (p = 1).
 *
 *  The statistic is otherwise the normal deviate. `n` is n1 + n2. PAIN_EINVAL: x > n, a null value
 *  outside its range, a test of something else; PAIN_EEMPTY, PAIN_EOVERFLOW as the intervals. */
PAIN_API PAIN_MUST_CHECK pain_status pain_two_proportions_test(uint64_t x1, uint64_t n1,
                                                               uint64_t x2, uint64_t n2,
                                                               const pain_test_options *options,
                                                               pain_test *test);

/** Tests for equivalence: that the parameter lies between `lower` and `upper`, by two one-sided
 *  tests of the method in `options`; its null value and alternative are not looked at. The result
 *  is that of the test with the larger p-value, `null_value` its bound: both are rejected at .05
 *  just when the interval at .90 lies between the bounds. PAIN_EINVAL, too, for bounds out of
 *  order. */
PAIN_API PAIN_MUST_CHECK pain_status
pain_two_proportions_equivalence(uint64_t x1, uint64_t n1, uint64_t x2, uint64_t n2, double lower,
                                 double upper, const pain_test_options *options, pain_test *test);

/** The two groups within a stratum: a clinic, a sex, an age band. */
typedef struct pain_stratum {
    uint64_t x1, n1, x2, n2;
} pain_stratum;

/** The difference p1 - p2 common to the strata. Strata without one of the groups say nothing;
 *  `denominator` is the N of the others together, `n_excluded` that of theirs.
 *
 *  - PAIN_METHOD_MIETTINEN_NURMINEN (default): inverts the score test with Miettinen and Nurminen's
 *    weights; the value is where the score is 0.
 *  - PAIN_METHOD_MANTEL_HAENSZEL: the weighted difference, weights n1 n2 / N, with Sato's variance,
 *    limits cut to [-1, 1].
 *
 *  PAIN_EEMPTY: no stratum has both groups. PAIN_EINVAL, PAIN_EOVERFLOW as without strata.
 *  O(strata) a step. */
PAIN_API PAIN_MUST_CHECK pain_status
pain_stratified_difference(const pain_stratum *strata, size_t n_strata,
                           const pain_interval_options *options, pain_estimate *estimate);

/** The ratio p1 / p2 common to the strata, limits in [0, infinity].
 *
 *  - PAIN_METHOD_MIETTINEN_NURMINEN (default): as for the difference. 0 is value and lower limit
 *    where group 1 has no yes, infinity value and upper limit where group 2 has none; where neither
 *    has, the value is NaN (PAIN_EUNDEFINED) and the limits leave nothing out
 *    (PAIN_FLAG_UNBOUNDED).
 *  - PAIN_METHOD_MANTEL_HAENSZEL: sum(x1 n2 / N) / sum(x2 n1 / N), limits by Greenland and Robins'
 *    variance of its logarithm. No limits (PAIN_EUNDEFINED) where it is 0, infinite or undefined.
 *
 *  Otherwise as the difference. */
PAIN_API PAIN_MUST_CHECK pain_status pain_stratified_ratio(const pain_stratum *strata,
                                                           size_t n_strata,
                                                           const pain_interval_options *options,
                                                           pain_estimate *estimate);

/** The odds ratio common to the strata, limits in [0, infinity]. A stratum that is all yes or all
 *  no says nothing of it.
 *
 *  - PAIN_METHOD_MIETTINEN_NURMINEN (default): inverts the score test, which at 1 is PAIN_TEST_CMH.
 *    0 is value and lower limit where every stratum has x1 or y2 = 0, infinity value and upper
 *    limit where every one has y1 or x2 = 0; where both hold, as the ratio.
 *  - PAIN_METHOD_MANTEL_HAENSZEL: sum(x1 y2 / N) / sum(x2 y1 / N), limits by Robins, Breslow and
 *    Greenland's variance of its logarithm. No limits (PAIN_EUNDEFINED) where it is 0, infinite or
 *    undefined.
 *
 *  Otherwise as the difference. */
PAIN_API PAIN_MUST_CHECK pain_status
pain_stratified_odds_ratio(const pain_stratum *strata, size_t n_strata,
                           const pain_interval_options *options, pain_estimate *estimate);

/** Tests whether the groups are equal in all strata against a difference that points the same way:
 *  Cochran-Mantel-Haenszel without correction (PAIN_TEST_CMH, the only method; null value 0), df 1;
 *  one-sided by the signed root. `n` is the N of the strata used. No p-value (PAIN_EUNDEFINED)
 *  where each stratum is all yes or all no. */
PAIN_API PAIN_MUST_CHECK pain_status pain_stratified_test(const pain_stratum *strata,
                                                          size_t n_strata,
                                                          const pain_test_options *options,
                                                          pain_test *test);

PAIN_END_DECLS
#endif
