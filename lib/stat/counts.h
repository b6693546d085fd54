/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_STAT_COUNTS_H
#define PAIN_STAT_COUNTS_H
/* Reading the counts of a tally. */

#include <stdbool.h>

#include <painstat/tally.h>

/* The contract of pain_counts, held to in every public function that takes one: PAIN_EINVAL for a missing
 * array, a value that is not finite, values not ascending, counts that do not add up to n or pass 2^63 - 1;
 * then PAIN_EEMPTY for n = 0. `pairs` also asks for y. O(distinct). */
pain_status pain__counts_check(pain_counts counts, bool pairs);

/* The smallest and the largest x that is counted, n > 0. */
double pain__counts_lowest(pain_counts counts);
double pain__counts_highest(pain_counts counts);

/* The rank-th smallest x, 1 <= rank <= n. O(distinct). */
double pain__counts_at(pain_counts counts, uint64_t rank);

#endif
