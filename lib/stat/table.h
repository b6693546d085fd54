/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_STAT_TABLE_H
#define PAIN_STAT_TABLE_H
/* The sorted table behind pain_tally and pain_pairs: rows (x, y) with a count. A tally of single
 * values is the table that has no y. */

#include <stdbool.h>

#include <painstat/tally.h>

#include "base/base.h"

typedef struct pain__table {
    pain_allocator allocator;
    bool paired;
    double *x, *y; /* ascending; y is NULL unless paired */
    uint64_t *count;
    size_t distinct, capacity;
    uint64_t n;
} pain__table;

void pain__table_init(pain__table *table, bool paired, const pain_allocator *allocator);

/* Frees the rows; the table is then empty. */
void pain__table_clear(pain__table *table);

/* Each of the three leaves `table` as it was when it fails, as the public functions of the same
 * name say. `y` is not looked at unless the table is paired; a `count` of NULL is 1 each. */
pain_status pain__table_add(pain__table *table, double x, double y, uint64_t count);
pain_status pain__table_add_arrays(pain__table *table, const double *x, const double *y,
                                   const uint64_t *count, size_t n);
pain_status pain__table_merge(pain__table *into, const pain__table *from);

pain_counts pain__table_counts(const pain__table *table);

/* pain_tally_add_array and pain_pairs_add_arrays for values with counts. */
pain_status pain__tally_add_counts(pain_tally *tally, const double *x, const uint64_t *count,
                                   size_t n);
pain_status pain__pairs_add_counts(pain_pairs *pairs, const double *x, const double *y,
                                   const uint64_t *count, size_t n);

#endif
