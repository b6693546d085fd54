/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_STAT_BCA_H
#define PAIN_STAT_BCA_H
/* The pieces of BCa intervals. */

#include <painstat/bootstrap.h>

#include "num/distribution.h"

/* Two values of a statistic that differ by less than this part of the replicates' size are equal:
 * the same mean, summed in another order, may differ in its last bits, and ties decide z0. */
#define PAIN__BCA_SAME 1e-12

/* The acceleration: sum (m - t_i)^3 / (6 (sum (m - t_i)^2)^(3/2)) over the n leave-one-out values
 * t_i, m their mean; n > 1. Equal ones are computed once. NaN when one is undefined or when they
 * are all the same. Changes `count` and `left_out`, arrays of counts.distinct. */
double pain__bca_acceleration(pain_counts counts, pain_statistic statistic, void *context,
                              uint64_t *count, double *left_out);

/* The replicates' quantile that stands for the p-quantile: Phi(z0 + (z0 + z_p) / (1 - a (z0 +
 * z_p))), z_p the normal quantile of the tail p. NaN beyond the pole, and for a z0 or a that is not
 * finite. */
double pain__bca_level(double z0, double a, double p, pain__tail tail);

#endif
