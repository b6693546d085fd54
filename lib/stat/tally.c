/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tallies of single values: tables without y. */
#include <config.h>

#include "stat/table.h"

struct pain_tally {
    pain__table table;
};

pain_status pain_tally_new(pain_tally **tally, const pain_allocator *allocator)
{
    pain_allocator a = pain__allocator(allocator);

    if (tally == NULL)
        return PAIN_EINVAL;
    *tally = pain__alloc(&a, 1, sizeof **tally);
    if (*tally == NULL)
        return PAIN_ENOMEM;
    pain__table_init(&(*tally)->table, false, &a);
    return PAIN_OK;
}

void pain_tally_free(pain_tally *tally)
{
    if (tally == NULL)
        return;
    pain_allocator a = tally->table.allocator;

    pain__table_clear(&tally->table);
    pain__free(&a, tally);
}

pain_status pain_tally_add(pain_tally *tally, double x, uint64_t count)
{
    return tally != NULL ? pain__table_add(&tally->table, x, 0, count) : PAIN_EINVAL;
}

pain_status pain_tally_add_array(pain_tally *tally, const double *x, size_t n)
{
    return tally != NULL ? pain__table_add_arrays(&tally->table, x, NULL, NULL, n) : PAIN_EINVAL;
}

pain_status pain__tally_add_counts(pain_tally *tally, const double *x, const uint64_t *count,
                                   size_t n)
{
    return pain__table_add_arrays(&tally->table, x, NULL, count, n);
}

pain_status pain_tally_merge(pain_tally *into, const pain_tally *from)
{
    if (into == NULL || from == NULL)
        return PAIN_EINVAL;
    return pain__table_merge(&into->table, &from->table);
}

pain_counts pain_tally_counts(const pain_tally *tally)
{
    const pain_counts none = {NULL, NULL, NULL, 0, 0};

    return tally != NULL ? pain__table_counts(&tally->table) : none;
}
