/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_STAT_MEAN_OF_H
#define PAIN_STAT_MEAN_OF_H

#include <painstat/tally.h>

/* The mean of `values`, which are counts.x or counts.y, n > 0: right to the last bits, and finite. No checks: it is the
 * inner loop of a bootstrap. */
double pain__mean_of(const double *values, pain_counts counts);

/* The mean of those with the ranks first .. last, 1 <= first <= last <= n, when they stand in the order of `values`. */
double pain__mean_of_ranks(const double *values, pain_counts counts, uint64_t first, uint64_t last);

#endif
