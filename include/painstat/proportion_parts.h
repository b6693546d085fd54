/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAINSTAT_PROPORTION_PARTS_H
#define PAINSTAT_PROPORTION_PARTS_H
/** @file
 * One proportion from a sample in parts, by counts. Strata are all there are (sexes, diagnoses):
 * the proportion is a weighted mean of theirs. Clusters are drawn from many (clinics, patients with
 * their sessions), and patients of one are alike: the interval is wider than that of as many from
 * anywhere. */

#include <painstat/estimate.h>

PAIN_BEGIN_DECLS

/** One stratum or cluster: k of its n have the property. One with n = 0 does not count. */
typedef struct pain_k_of_n {
    uint64_t k, n;
} pain_k_of_n;

/** The weighted mean of the proportions p_s = k_s / n_s of `n` strata, weights w_s of sum 1, with
 *  the interval from sum w_s L_s to sum w_s U_s, where L_s and U_s are Wilson's limits of the
 *  stratum for
 *
 *     z_s = z sqrt(sum w_s^2 v_s) / sum(w_s sqrt(v_s)),  v_s = p_s (1 - p_s) / n_s,
 *
 *  the same in all strata. This is Newcombe's way of adding intervals, made for any number of
 *  parts. In [0, 1], and no narrower for strata of all or none: where every v_s is 0, v_s = 1 /
 *  n_s^2 takes its place (its limit for counts next to the end, which for strata of one size makes
 *  Wilson's interval of all together).
 *
 *  - PAIN_METHOD_STRATIFIED_WILSON (default): by the `weights` given, which need not have the sum 1
 *    (the value is then no longer numerator / denominator); NULL: w_s = n_s / N, so that the value
 *    is that of all together.
 *  - PAIN_METHOD_STRATIFIED_WILSON_OPTIMAL: by the weights that make sum(w_s^2 (U_s - L_s)^2)
 *    least, w_s in proportion to (1 + z_s^2 / n_s)^2 / (v_s + z_s^2 / (4 n_s^2)), made again with
 *    the z_s that they give until they stand. They depend on the level, and on what was seen: the
 *    value is an estimate where all strata have one proportion, else a mean that nobody asked for.
 *    `weights` must be NULL.
 *
 *  `used`, unless NULL, gets the n weights, 0 for strata without patients; NaN where there are
 *  none. `reserved[0]` is the number of strata that count, `reserved[1]` is z_s (negative for
 *  one-sided levels below 1/2). One stratum gives Wilson's interval. PAIN_EINVAL: k > n, a weight
 *  that is negative or not finite, no positive weight, `weights` with OPTIMAL, no `strata` though n
 *  > 0, options as for pain_proportion. PAIN_EEMPTY: no patients. PAIN_EOVERFLOW: more than 2^53
 *  patients. All NaN on failure. Value and limits NaN with PAIN_OK and reason PAIN_EUNDEFINED: a
 *  stratum without patients has a weight; limits alone, PAIN_ENOCONV: the weights did not settle.
 *  O(n), times some 10 rounds with OPTIMAL.
 *
 *  Source: X. Yan and X. G. Su, Stat. Biopharm. Res. 2 (2010) 329-335. */
PAIN_API PAIN_MUST_CHECK pain_status pain_proportion_stratified(
    const pain_k_of_n *strata, size_t n, const double *weights,
    const pain_interval_options *options, double *used, pain_estimate *estimate);

/** The proportion of all patients of `n` clusters, K of N, every patient with the same weight, with
 *  an interval for patients of one cluster being alike. G clusters count. z is the normal quantile.
 *
 *  - PAIN_METHOD_CLUSTER_WILSON (default): Wilson's with the variance times the design effect
 *    sum(n_i (1 + (n_i - 1) ICC)) / N; the intracluster correlation is that of the analysis of
 *    variance, (B - W) / (B + (m - 1) W) from the mean squares between and within clusters, m =
 *    (N^2 - sum n_i^2) / ((G - 1) N).
 *  - PAIN_METHOD_CLUSTER_SCAS: the same, corrected for skewness as PAIN_METHOD_SCAS is.
 *  - PAIN_METHOD_SURVEY_LOGIT: Student's t with G - 1 degrees of freedom on the scale of log(p / (1
 *    - p)), se^2 = G / (G - 1) sum (k_i - n_i K / N)^2 / N^2, the linearised variance of the ratio.
 *    `reserved[3]` is se; the design effect is se^2 N / (p (1 - p)). Undefined at K = 0 and K = N
 *    (PAIN_EUNDEFINED); a point with PAIN_FLAG_NO_SPREAD where all clusters have one proportion.
 *  - PAIN_METHOD_BETA_BINOMIAL: each cluster has its own probability, beta-distributed with mean
 *    mu; limits for mu by profile likelihood, 2 (log L(mu^, rho^) - max over rho of log L(mu, rho))
 *    = z^2, correlation 0 <= rho <= 1. `reserved[3]` is mu^, which clusters of unequal size need
 *    not make K / N; the interval holds mu^, perhaps not K / N. At K = 0 and N it is that of G
 *    patients. Limits to about 1e-10, mu^ and rho^ to about 1e-8 at worst.
 *
 *  A negative correlation counts as 0 in a design effect: clusters do not make an interval
 *  narrower. At K = 0 and K = N nothing tells the correlation, and CLUSTER_WILSON and CLUSTER_SCAS
 *  take 1, so that N^2 / sum n_i^2 patients remain.
 *
 *  `reserved[0]` is the correlation as estimated (of the analysis of variance; rho^ for
 *  BETA_BINOMIAL), NaN where nothing tells it: K = 0, K = N, or every cluster a single patient.
 *  `reserved[1]` is the design effect that was used (for BETA_BINOMIAL that of rho^, NaN where
 *  there is none), `reserved[2]` is G. The value is K / N. One cluster: limits NaN, reason
 *  PAIN_ETOOFEW. PAIN_ENOCONV: not solved. PAIN_EINVAL, PAIN_EEMPTY, PAIN_EOVERFLOW as
 *  pain_proportion_stratified; limits NaN with reason PAIN_EOVERFLOW: BETA_BINOMIAL with a cluster
 *  above 10^6; PAIN_ENOMEM. O(n), and about 3000 times the largest cluster for BETA_BINOMIAL.
 *
 *  Source: K. K. Saha, D. Miller and S. Wang, Int. J. Biostat. 12 (2016) 20150024; P. J. Laud,
 *  ratesci (clusterpci); E. L. Korn and B. I. Graubard, Surv. Methodol. 24 (1998) 193-201; D. A.
 *  Williams, Biometrics 31 (1975) 949-952. */
PAIN_API PAIN_MUST_CHECK pain_status pain_proportion_clustered(const pain_k_of_n *clusters,
                                                               size_t n,
                                                               const pain_interval_options *options,
                                                               pain_estimate *estimate);

/** Fills `estimates[0 .. *count - 1]` with pain_proportion_clustered by every method; `*count` and
 * errors as with pain_proportion_all. */
PAIN_API PAIN_MUST_CHECK pain_status pain_proportion_clustered_all(
    const pain_k_of_n *clusters, size_t n, const pain_interval_options *options,
    pain_estimate *estimates, size_t *count);

PAIN_END_DECLS
#endif
