/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_NUM_BETA_H
#define PAIN_NUM_BETA_H
/* The incomplete beta function behind the beta, binomial, F and t distributions. */

#include "num/tail.h"

/* A point of the beta(a, b) distribution with everything the caller knows exactly: y = 1 - x, and
 * lambda = a - (a + b) x, the distance from the mean. Where x or y is below 1e-290, perhaps 0 by
 * underflow, log_odds = log(x / y) counts instead; elsewhere it may be NaN. */
typedef struct pain__beta_point {
    double a, b, x, y, lambda, log_odds;
} pain__beta_point;

pain__tail_value pain__beta_tail_at(const pain__beta_point *point, pain__tail tail);

/* The point at a double x, or at x = 1 - y, whichever of the two is the smaller being taken as
 * exact. */
pain__beta_point pain__beta_point_at(double a, double b, double x, double y);

/* log B(a, b) + log a */
double pain__log_beta_times_a(double a, double b);

/* The point whose tail is p, 0 < p < 1; x, y and log_odds are NaN when the search fails. */
pain__beta_point pain__beta_point_for(double p, double a, double b, pain__tail tail);

#endif
