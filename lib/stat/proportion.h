/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_STAT_PROPORTION_H
#define PAIN_STAT_PROPORTION_H
/* The limits for one proportion, one function each. */

#include <stdint.h>

/* The limit for k of n that leaves the probability `tail` beyond it, 0 < tail < 1. Lower limits are
 * asked for with 0 < k <= n only, upper ones with 0 <= k < n: the others are 0 and 1 by every
 * method. Each limit is solved for itself, so that it keeps its digits near 0. May lie outside
 * [0, 1]; NaN when it could not be had. */
typedef double (*pain__proportion_limit)(uint64_t k, uint64_t n, double tail);

/* proportion_exact.c: by the binomial and the beta distribution */
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

#endif
