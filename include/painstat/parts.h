/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAINSTAT_PARTS_H
#define PAINSTAT_PARTS_H
/** @file
 * Samples in parts: patients in clinics, sessions in patients, patients in strata. Each part is a
 * tally, all of single values or all of pairs; a part without values does not count.
 *
 * Clusters are drawn from many (clinics, patients with their sessions): what they have in common
 * makes the interval wider. Strata are all there are (sexes, diagnoses): what they differ by makes
 * it narrower. */

#include <painstat/bootstrap.h>

PAIN_BEGIN_DECLS

/** The mean of x over all values of `n` clusters, each value with the same weight, with an error
 *  that holds when values of one cluster are alike: se^2 = G / (G - 1) sum over clusters (sum (x -
 *  mean))^2 / N^2, and t with G - 1 degrees of freedom, for G clusters of N values. `reserved[0]`
 *  holds se, `reserved[1]` G, `reserved[2]` the design effect se^2 / (s^2 / N), by which clusters
 *  are worth fewer patients (drawn with replacement; NaN without spread). Method:
 *  PAIN_METHOD_CLUSTER (default and only).
 *
 *  One cluster: limits NaN, reason PAIN_ETOOFEW. All values equal: both limits are that value,
 *  PAIN_FLAG_NO_SPREAD. PAIN_EINVAL, PAIN_EEMPTY; NaN on failure. Source: Liang and Zeger 1986. */
PAIN_API PAIN_MUST_CHECK pain_status pain_mean_clustered(const pain_counts *clusters, size_t n,
                                                         const pain_interval_options *options,
                                                         pain_estimate *estimate);

/** The statistic of all parts together with a bootstrap interval: whole clusters are drawn with
 *  replacement, as many as there are. The jackknife behind BCa leaves one cluster out.
 *
 *  Methods: PAIN_METHOD_PERCENTILE (default: few clusters say little about an acceleration), BASIC,
 *  BCA, BCA_STRICT. One cluster: limits NaN, reason PAIN_ETOOFEW. Otherwise as pain_bootstrap;
 *  cost: resamples x rows of all clusters. Source: Davison and Hinkley 1997, section 3.8. */
PAIN_API PAIN_MUST_CHECK pain_status pain_bootstrap_clusters(const pain_counts *clusters, size_t n,
                                                             pain_statistic statistic,
                                                             void *context,
                                                             const pain_interval_options *options,
                                                             pain_estimate *estimate);

/** The statistic of all parts together with a bootstrap interval: from each stratum as many
 *  patients as it has, with replacement. The acceleration of BCa is that of several samples, sum
 *  l^3 / n_s^3 / (6 (sum l^2 / n_s^2)^(3/2)), l the influence of a patient within the stratum of
 *  n_s by the jackknife.
 *
 *  Methods: PAIN_METHOD_BCA (default), BCA_STRICT, PERCENTILE, BASIC. Every stratum of one patient:
 *  limits NaN, reason PAIN_ETOOFEW. Otherwise as pain_bootstrap. Source: Davison and Hinkley 1997,
 *  sections 3.2 and 5.3. */
PAIN_API PAIN_MUST_CHECK pain_status pain_bootstrap_strata(const pain_counts *strata, size_t n,
                                                           pain_statistic statistic, void *context,
                                                           const pain_interval_options *options,
                                                           pain_estimate *estimate);

PAIN_END_DECLS
#endif
