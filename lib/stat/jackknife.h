/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_STAT_JACKKNIFE_H
#define PAIN_STAT_JACKKNIFE_H

#include <painstat/bootstrap.h>

/* The jackknife's standard error of a statistic: sqrt((n - 1) / n sum (t_i - m)^2) over the n
 * leave-one-out values t_i, m their mean; equal ones are computed once. 0 when they are the same to
 * their rounding, NaN when one is undefined or n < 2. Changes `count` and `left_out`, arrays of
 * counts.distinct; counts.count may be `count`, and is then as it was. */
double pain__jackknife_se(pain_counts counts, pain_statistic statistic, void *context,
                          uint64_t *count, double *left_out);

#endif
