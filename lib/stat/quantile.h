/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_STAT_QUANTILE_H
#define PAIN_STAT_QUANTILE_H
/* Quantiles from inside: where among n sorted values one lies, and the value there. */

#include <painstat/quantile.h>

/* The point that lies `weight` of the way from the rank-th smallest value to the next, 0 <= weight
 * <= 1; weight is 0 at rank n. */
typedef struct pain__position {
    uint64_t rank;
    double weight;
} pain__position;

/* The position of the p-quantile of n > 0 values, 0 <= p <= 1, type 1 to 9. */
pain__position pain__quantile_position(uint64_t n, double p, int type);

/* The value there, of the n sorted values of an array (pain__quantile_sorted: the p-quantile by
 * type 7) or of counts. No checks. */
double pain__quantile_sorted(const double *sorted, size_t n, double p);
double pain__quantile_counts(pain_counts counts, double p, int type);

#endif
