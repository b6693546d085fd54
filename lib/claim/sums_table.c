/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of all sums and sums of squares: the recursion of coin change, one score at a time,
 * which can also be run backwards. */
#include <config.h>

#include <string.h>

#include "claim/exact.h"
#include "claim/sums_table.h"

static size_t row_of(const pain__sums *table, int64_t c, int64_t q)
{
    return (size_t)(c * (table->most + 1) + q);
}

pain_status pain__sums_init(pain__sums *table, int64_t n, int64_t most, uint64_t memory,
                            const pain_allocator *allocator)
{
    uint64_t rows = ((uint64_t)n + 1) * ((uint64_t)most + 1), cells = 0;

    memset(table, 0, sizeof *table);
    table->allocator = pain__allocator(allocator);
    table->n = n;
    table->most = most;
    if (most < 0 || most >= INT32_MAX / 2 ||
        rows > memory / (sizeof *table->half + sizeof *table->start))
        return PAIN_EOVERFLOW;
    table->half = pain__alloc(&table->allocator, (size_t)rows, sizeof *table->half);
    table->start = pain__alloc(&table->allocator, (size_t)rows, sizeof *table->start);
    if (table->half == NULL || table->start == NULL)
        return PAIN_ENOMEM;
    for (int64_t c = 0; c <= n; c++)
        for (int64_t q = 0; q <= most; q++) {
            size_t row = row_of(table, c, q);
            int64_t half = pain__square_root(c * q);

            half -= (half ^ q) & 1;
            table->half[row] = q < c || (c == 0 && q > 0) ? -1 : (int32_t)half;
            table->start[row] = (size_t)cells;
            cells += (uint64_t)(table->half[row] + 1);
        }
    if (cells > (memory - rows * (sizeof *table->half + sizeof *table->start)) / sizeof(uint64_t))
        return PAIN_EOVERFLOW;
    table->number = pain__alloc(&table->allocator, (size_t)cells, sizeof *table->number);
    if (table->number == NULL)
        return PAIN_ENOMEM;
    table->number[0] = 1;
    return PAIN_OK;
}

void pain__sums_free(pain__sums *table)
{
    pain__free(&table->allocator, table->half);
    pain__free(&table->allocator, table->start);
    pain__free(&table->allocator, table->number);
}

/* The places of row (c, q) that one more patient at u reaches from row (c - 1, q - u^2); NULL when
 * there is no such row. The s of a row are two apart, from -half to half: half + 1 of them. */
static uint64_t *reached(const pain__sums *table, int64_t c, int64_t q, int64_t u,
                         const uint64_t **from, int32_t *width)
{
    if (q < u * u)
        return NULL;
    size_t to = row_of(table, c, q), source = row_of(table, c - 1, q - u * u);

    if (table->half[source] < 0)
        return NULL;
    *from = table->number + table->start[source];
    *width = table->half[source] + 1;
    return table->number + table->start[to] + (table->half[to] - table->half[source] + u) / 2;
}

void pain__sums_add(pain__sums *table, int64_t u)
{
    uint64_t seen = 0;

    if (u * u > table->farthest)
        table->farthest = u * u;
    for (int64_t c = 1; c <= table->n; c++)
        for (int64_t q = c; q <= table->most && q <= table->farthest * c; q++) {
            const uint64_t *from;
            int32_t width;
            uint64_t *to = reached(table, c, q, u, &from, &width);

            /* Two numbers below 2^63 do not wrap, so their sum shows whether it is. */
            for (int32_t i = 0; to != NULL && i < width; i++) {
                to[i] += from[i];
                seen |= to[i];
            }
        }
    table->overflow = table->overflow || seen >> 63 != 0;
}

void pain__sums_remove(pain__sums *table, int64_t u)
{
    for (int64_t c = table->n; c >= 1; c--)
        for (int64_t q = c; q <= table->most; q++) {
            const uint64_t *from;
            int32_t width;
            uint64_t *to = reached(table, c, q, u, &from, &width);

            for (int32_t i = 0; to != NULL && i < width; i++)
                to[i] -= from[i];
        }
}

uint64_t pain__sums_at(const pain__sums *table, int64_t c, int64_t q, int64_t s)
{
    if (c < 0 || c > table->n || q < 0 || q > table->most)
        return 0;
    size_t row = row_of(table, c, q);
    int64_t half = table->half[row];

    return half < 0 || s < -half || s > half || ((s ^ q) & 1) != 0
               ? 0
               : table->number[table->start[row] + (size_t)((s + half) / 2)];
}
