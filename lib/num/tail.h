/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_NUM_TAIL_H
#define PAIN_NUM_TAIL_H
/* What the incomplete beta and gamma functions share: a tail as a density times a ratio, its
 * integral when the shapes are large, and the search for a quantile. */

#include <stdbool.h>

#include "num/distribution.h"

/* A tail probability; `ratio` is the tail over the density of the variable's logit (beta) or
 * logarithm (gamma), the inverse of the slope of log_value there. */
typedef struct pain__tail_value {
    double value, log_value, ratio;
} pain__tail_value;

/* The tail that is density * ratio itself, and its complement. */
pain__tail_value pain__tail_direct(double log_density, double ratio);
pain__tail_value pain__tail_complement(double log_density, double ratio);

/* The integral over s from 0 of
 *     exp(a log1p_minus(-p s) + b log1p_minus(q s) - slope s) / ((1 - p s) (1 + q s)),
 * slope >= 0, where a or b, with its p or q above 0, is at least 1000. To 1e-15 in about 100 steps,
 * whatever the size of a and b. */
double pain__tail_integral(double a, double p, double b, double q, double slope);

/* Newton's search, with bisection where it would leave the bracket. z is the distance from
 * the start on the scale of the logit or logarithm, so it is fine where the steps are. */
typedef struct pain__tail_search {
    double z, low, high;
    bool done;
} pain__tail_search;

/* The step from z, where the wanted logarithm is `missing` above the one reached and the slope is
 * `slope`. The caller takes the step also when the search is then done. */
double pain__tail_search_step(pain__tail_search *search, double missing, double slope);

#endif
