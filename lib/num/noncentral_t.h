/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_NUM_NONCENTRAL_T_H
#define PAIN_NUM_NONCENTRAL_T_H
/* The noncentral t distribution: T = (Z + delta) / S, Z standard normal, S^2 chi-squared over its
 * df. */

#include "num/distribution.h"

/* P(T <= t) or P(T > t), df >= 1. Relative error below 1e-12 for tails of at least 1e-10; smaller
 * ones are small, but may be wrong. */
double pain__noncentral_t_tail(double t, double df, double delta, pain__tail tail);

/* The delta at which P(T > t) = prob (LOWER: the lower confidence limit for delta), or P(T <= t) =
 * prob (UPPER), 1e-10 <= prob < 1; NaN when it could not be had. */
double pain__noncentral_t_delta(double t, double df, double prob, pain__tail limit);

#endif
