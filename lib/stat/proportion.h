/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_STAT_PROPORTION_H
#define PAIN_STAT_PROPORTION_H
/* The limits for one proportion, one function each. */

#include <stdbool.h>
#include <stdint.h>

#include "num/beta_expansion.h"

/* The limit for k of n that leaves the probability `tail` beyond it, 0 < tail < 1. Lower limits are
 * asked for with 0 < k <= n only, upper ones with 0 <= k < n: the others are 0 and 1 by nearly
 * every method (proportion.c knows the exceptions). Each limit is solved for itself, so that it
 * keeps its digits near 0. May lie outside [0, 1]; NaN when it could not be had. */
typedef double (*pain__proportion_limit)(uint64_t k, uint64_t n, double tail);

/* The same for many k of n and one tail, that of `level`. */
typedef double (*pain__proportion_limit_at)(uint64_t k, uint64_t n, pain__beta_level *level);

/* proportion_exact.c: by the binomial and the beta distribution */
double pain__midp_lower_at(uint64_t k, uint64_t n, pain__beta_level *level);
double pain__midp_upper_at(uint64_t k, uint64_t n, pain__beta_level *level);
double pain__clopper_pearson_lower_at(uint64_t k, uint64_t n, pain__beta_level *level);
double pain__clopper_pearson_upper_at(uint64_t k, uint64_t n, pain__beta_level *level);
double pain__jeffreys_lower_at(uint64_t k, uint64_t n, pain__beta_level *level);
double pain__jeffreys_upper_at(uint64_t k, uint64_t n, pain__beta_level *level);
double pain__midp_lower(uint64_t k, uint64_t n, double tail);
double pain__midp_upper(uint64_t k, uint64_t n, double tail);
double pain__clopper_pearson_lower(uint64_t k, uint64_t n, double tail);
double pain__clopper_pearson_upper(uint64_t k, uint64_t n, double tail);
double pain__jeffreys_lower(uint64_t k, uint64_t n, double tail);
double pain__jeffreys_upper(uint64_t k, uint64_t n, double tail);

/* proportion_score.c: by the normal distribution */
double pain__wilson_lower(uint64_t k, uint64_t n, double tail);
double pain__wilson_upper(uint64_t k, uint64_t n, double tail);
double pain__wilson_cc_lower(uint64_t k, uint64_t n, double tail);
double pain__wilson_cc_upper(uint64_t k, uint64_t n, double tail);
double pain__agresti_coull_lower(uint64_t k, uint64_t n, double tail);
double pain__agresti_coull_upper(uint64_t k, uint64_t n, double tail);
double pain__wald_lower(uint64_t k, uint64_t n, double tail);
double pain__wald_upper(uint64_t k, uint64_t n, double tail);
double pain__wald_cc_lower(uint64_t k, uint64_t n, double tail);
double pain__wald_cc_upper(uint64_t k, uint64_t n, double tail);

/* Wilson's upper root for z >= 0, the lower one at -z; `yes` and `no` need not be whole. */
double pain__score_root(double yes, double no, double z);

/* proportion_likelihood.c */
double pain__likelihood_lower(uint64_t k, uint64_t n, double tail);
double pain__likelihood_upper(uint64_t k, uint64_t n, double tail);

/* The root of twice the log of the likelihood ratio of k / n to p, with the sign of k / n - p. */
double pain__likelihood_root(uint64_t k, uint64_t n, double p);

/* proportion_link.c: on other scales; 0 < k < n, but for the arcsine */
double pain__logit_lower(uint64_t k, uint64_t n, double tail);
double pain__logit_upper(uint64_t k, uint64_t n, double tail);
double pain__probit_lower(uint64_t k, uint64_t n, double tail);
double pain__probit_upper(uint64_t k, uint64_t n, double tail);
double pain__cloglog_lower(uint64_t k, uint64_t n, double tail);
double pain__cloglog_upper(uint64_t k, uint64_t n, double tail);
double pain__arcsine_lower(uint64_t k, uint64_t n, double tail);
double pain__arcsine_upper(uint64_t k, uint64_t n, double tail);

/* proportion_modified.c: changed near the ends, corrected for skewness */
double pain__modified_wilson_lower(uint64_t k, uint64_t n, double tail);
double pain__modified_wilson_upper(uint64_t k, uint64_t n, double tail);
double pain__modified_jeffreys_lower(uint64_t k, uint64_t n, double tail);
double pain__modified_jeffreys_upper(uint64_t k, uint64_t n, double tail);
double pain__scas_lower(uint64_t k, uint64_t n, double tail);
double pain__scas_upper(uint64_t k, uint64_t n, double tail);

/* The skewness-corrected roots, as pain__score_root, with the variance times `inflation` and the
 * third moment as it is. */
double pain__skewed_root(double yes, double no, double z, double inflation);

/* Both limits of a method that makes them from one criterion, 0 < alpha < 1; false when they could
 * not be had. */
typedef bool (*pain__proportion_pair)(uint64_t k, uint64_t n, double alpha, double *lower,
                                      double *upper);

/* proportion_blaker.c, proportion_casella.c, proportion_wang.c: exact, shorter than
 * Clopper-Pearson's. The last two for n up to PAIN__EXACT_SET_MOST and alpha < 1/2. */
bool pain__blaker(uint64_t k, uint64_t n, double alpha, double *lower, double *upper);
bool pain__casella(uint64_t k, uint64_t n, double alpha, double *lower, double *upper);
bool pain__wang(uint64_t k, uint64_t n, double alpha, double *lower, double *upper);

#endif
