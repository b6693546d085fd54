/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_STAT_MIDRANKS_H
#define PAIN_STAT_MIDRANKS_H
/* Two groups in one order. */

#include <painstat/alloc.h>
#include <painstat/tally.h>

/* The distinct values of both groups, ascending: how often each occurs in x and in y. */
typedef struct pain__two_groups {
    uint64_t *x, *y;
    size_t rows;
    uint64_t nx, ny;
} pain__two_groups;

/* Sound counts x, less `shift`, and y. PAIN_ENOMEM; PAIN_ENONFINITE when a value overflows;
 * PAIN_EOVERFLOW when the groups hold more than 2^31 together, so that sums of ranks are exact. To
 * be freed in any case. */
pain_status pain__two_groups_new(pain__two_groups *groups, pain_counts x, pain_counts y,
                                 double shift, const pain_allocator *allocator);
void pain__two_groups_free(pain__two_groups *groups, const pain_allocator *allocator);

/* Twice the number of pairs with x > y, ties one half. */
uint64_t pain__two_groups_u2(const pain__two_groups *groups);

/* The probability of superiority P(x > y) + P(x = y) / 2, and the two parts of its variance: that
 * of the placements of x among y, and of y among x. Each group has at least 2. */
typedef struct pain__superiority {
    double p, variance_x, variance_y;
    double df; /* by Satterthwaite; NaN without variance */
} pain__superiority;

pain__superiority pain__superiority_of(const pain__two_groups *groups);

#endif
