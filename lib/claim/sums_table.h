/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_CLAIM_SUMS_TABLE_H
#define PAIN_CLAIM_SUMS_TABLE_H
/* How many multisets of scores have c patients away from a centre, the sum of squares q and the sum
 * s of their distances from it. A row (c, q) holds the s with |s| <= sqrt(c q) (Cauchy) and s = q
 * (mod 2). */

#include "base/base.h"

typedef struct pain__sums {
    pain_allocator allocator;
    int64_t n, most; /* c = 0..n, q = 0..most */
    int32_t *half;   /* per row, its largest s; -1 where there is none */
    size_t *start;   /* per row, where its s = -half stands */
    uint64_t *number;
    int64_t farthest; /* the largest u^2 so far: q is at most c times that */
    bool overflow;    /* a number reached 2^63 */
} pain__sums;

/* A table of the empty sample alone. EOVERFLOW when it needs more than `memory` bytes, ENOMEM; it
 * is to be freed in any case. */
pain_status pain__sums_init(pain__sums *table, int64_t n, int64_t most, uint64_t memory,
                            const pain_allocator *allocator);
void pain__sums_free(pain__sums *table);

/* Lets any number of patients have the distance u != 0; and takes that back. */
void pain__sums_add(pain__sums *table, int64_t u);
void pain__sums_remove(pain__sums *table, int64_t u);

/* The number at a place; 0 outside. */
uint64_t pain__sums_at(const pain__sums *table, int64_t c, int64_t q, int64_t s);

#endif
