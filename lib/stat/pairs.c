/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tallies of pairs. */
#include <config.h>

#include "stat/table.h"

struct pain_pairs {
    pain__table table;
};

pain_status pain_pairs_new(pain_pairs **pairs, const pain_allocator *allocator)
{
    pain_allocator a = pain__allocator(allocator);

    if (pairs == NULL)
        return PAIN_EINVAL;
    *pairs = pain__alloc(&a, 1, sizeof **pairs);
    if (*pairs == NULL)
        return PAIN_ENOMEM;
    pain__table_init(&(*pairs)->table, true, &a);
    return PAIN_OK;
}

void pain_pairs_free(pain_pairs *pairs)
{
    if (pairs == NULL)
        return;
    pain_allocator a = pairs->table.allocator;

    pain__table_clear(&pairs->table);
    pain__free(&a, pairs);
}

pain_status pain_pairs_add(pain_pairs *pairs, double x, double y, uint64_t count)
{
    return pairs != NULL ? pain__table_add(&pairs->table, x, y, count) : PAIN_EINVAL;
}

pain_status pain_pairs_add_arrays(pain_pairs *pairs, const double *x, const double *y, size_t n)
{
    return pairs != NULL ? pain__table_add_arrays(&pairs->table, x, y, NULL, n) : PAIN_EINVAL;
}

pain_status pain__pairs_add_counts(pain_pairs *pairs, const double *x, const double *y,
                                   const uint64_t *count, size_t n)
{
    return pain__table_add_arrays(&pairs->table, x, y, count, n);
}

pain_status pain_pairs_merge(pain_pairs *into, const pain_pairs *from)
{
    if (into == NULL || from == NULL)
        return PAIN_EINVAL;
    return pain__table_merge(&into->table, &from->table);
}

pain_counts pain_pairs_counts(const pain_pairs *pairs)
{
    const pain_counts none = {NULL, NULL, NULL, 0, 0};

    return pairs != NULL ? pain__table_counts(&pairs->table) : none;
}
