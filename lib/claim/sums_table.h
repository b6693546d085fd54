/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_CLAIM_SUMS_TABLE_H
#define PAIN_CLAIM_SUMS_TABLE_H
/* How many multisets of scores on one side of a centre have c patients, the sum s and the sum of
 * squares q of their distances u = 1..farthest from it. Always s = q (mod 2), c <= s <= q; further
 * s^2 <= c q (Cauchy), and (farthest + 1) s - q >= farthest c, for (u - 1)(farthest - u) >= 0. */

#include "base/base.h"

/* What is asked for: c <= n, s <= sum, q <= most - max(0, s - spare). */
typedef struct pain__sums_limits {
    int64_t n, farthest, sum, most, spare;
} pain__sums_limits;

/* The numbers for one (s, q): those of c = low .. low + width - 1 stand from `start` on. */
typedef struct pain__sums_row {
    size_t start;
    int32_t low, width;
} pain__sums_row;

typedef struct pain__sums {
    pain_allocator allocator;
    pain__sums_limits limits;
    size_t *first; /* the row of (s, q = s); sum + 2 of them, the last where rows end */
    pain__sums_row *row;
    uint64_t *number;
    bool overflow; /* a number reached 2^63 */
} pain__sums;

/* A table of the empty sample alone; `*memory`, the bytes left, becomes less. EOVERFLOW when there
 * are too few, ENOMEM; it is to be freed in any case. */
pain_status pain__sums_init(pain__sums *table, const pain__sums_limits *limits, uint64_t *memory,
                            const pain_allocator *allocator);
void pain__sums_free(pain__sums *table);

/* Lets any number of patients have the distance u, 1 <= u <= farthest; and takes that back. */
void pain__sums_add(pain__sums *table, int64_t u);
void pain__sums_remove(pain__sums *table, int64_t u);

/* The row of (s, q), NULL where there is none. */
const pain__sums_row *pain__sums_row_at(const pain__sums *table, int64_t s, int64_t q);

/* The number at a place; 0 outside. */
uint64_t pain__sums_at(const pain__sums *table, int64_t c, int64_t s, int64_t q);

#endif
