/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_STAT_ABC_H
#define PAIN_STAT_ABC_H
/* The pieces of ABC intervals. */

#include "num/distribution.h"

/* The acceleration from the sums of the squares and cubes of the n influence values: cubes / (6
 * squares^(3/2)). */
double pain__abc_acceleration(double squares, double cubes);

/* How many standard errors along the influence values the p-quantile lies: w / (1 - a w)^2 with w
 * = a + z_p. NaN beyond the pole. */
double pain__abc_steps(double acceleration, double p, pain__tail tail);

#endif
