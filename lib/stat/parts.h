/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_STAT_PARTS_H
#define PAIN_STAT_PARTS_H
/* A sample in parts: strata, or clusters. */

#include <stdbool.h>

#include <painstat/tally.h>

#include "base/base.h"

/* Checks each part as pain__counts_check does, except that it may be empty; all with y or none,
 * with `pairs` all with y. `total` is the sum of their n, `full` how many are not empty.
 * PAIN_EINVAL, PAIN_EEMPTY when all are empty. */
pain_status pain__parts_check(const pain_counts *parts, size_t n, bool pairs, uint64_t *total,
                              size_t *full);

/* The mean of all x (or all y) of sound parts that are not all empty. */
double pain__parts_mean(const pain_counts *parts, size_t n, bool of_y);

/* All parts as one tally, and where each row of a part stands in it. */
typedef struct pain__union {
    pain_counts all;
    double *x, *y;
    uint64_t *count;
    size_t **row; /* row[p][i]: the row of `all` that is row i of part p */
    size_t *rows; /* the memory behind */
} pain__union;

/* Of sound parts. ENOMEM leaves what pain__union_clear can free. */
pain_status pain__union_make(pain__union *u, const pain_counts *parts, size_t n,
                             const pain_allocator *a);

/* The same with the rows of one part after those of the other, not in one order. */
pain_status pain__union_stack(pain__union *u, const pain_counts *parts, size_t n,
                              const pain_allocator *a);
void pain__union_clear(pain__union *u, const pain_allocator *a);

#endif
