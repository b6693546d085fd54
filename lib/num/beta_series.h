/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_NUM_BETA_SERIES_H
#define PAIN_NUM_BETA_SERIES_H
/* The beta distribution as a normal one, by power series for the two shapes. */

#include "num/beta.h"

enum { PAIN__BETA_TERMS = 32 };

typedef struct pain__beta_series {
    double a, b;
    double scale; /* sqrt(a b / (a + b)) */
    double mass;  /* the integral of exp(-v^2 / 2) slow(v) over its value without slow */
    int terms;
    double rise[PAIN__BETA_TERMS + 1]; /* lambda = scale v rise(v) */
    double slow[PAIN__BETA_TERMS + 1]; /* 1 / rise(v) */
    double rest[PAIN__BETA_TERMS + 1]; /* tail(v) = Q(v) + phi(v) rest(v) */
} pain__beta_series;

/* The series for |v| <= reach, a >= 1 and b >= 1, to `accuracy`, the size of a term in the unit of
 * v; false when they have too few terms for that. */
bool pain__beta_series_make(pain__beta_series *series, double a, double b, double reach,
                            double accuracy);

/* The lower tail over the density of the logit, and the logarithm of that density, at the point
 * whose deviance is v^2 / 2, 0 <= v <= reach. */
double pain__beta_series_ratio(const pain__beta_series *series, double v, double *log_density);

#endif
