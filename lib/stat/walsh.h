/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_STAT_WALSH_H
#define PAIN_STAT_WALSH_H
/* The Walsh averages (x_i + x_j) / 2, i <= j, of counted values, and the signed-rank statistic of
 * the values less d, which is a count of Walsh averages. */

#include <painstat/tally.h>

/* Values ascending, counts above 0, n at most 2^31. */
uint64_t pain__walsh_number(pain_counts counts);

/* The k-th smallest, 1 <= k <= their number. O(distinct), about 64 times. */
double pain__walsh_kth(pain_counts counts, uint64_t k);

/* The smallest with W2(d) <= w2, and the largest with W2(d) > w2, where W2(d) is twice the
 * signed-rank statistic of x - d given the ties, zeros ranked but not counted; W2 falls as d rises,
 * to 0 at the largest value. Where no average has W2(d) > w2, the smallest average. */
double pain__walsh_first_at_most(pain_counts counts, uint64_t w2);
double pain__walsh_last_above(pain_counts counts, uint64_t w2);

#endif
