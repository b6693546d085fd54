/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sorted columns of values and counts. A change that needs memory is made in new columns that
 * replace the old ones when nothing can fail any more, so that an error leaves the table as it was.
 */
#include <config.h>

#include <math.h>
#include <string.h>

#include "stat/table.h"

/* Arrays no longer than this are inserted row by row: the rows then stay in the cache. */
#define SHORT 128

void pain__table_init(pain__table *table, bool paired, const pain_allocator *allocator)
{
    memset(table, 0, sizeof *table);
    table->allocator = *allocator;
    table->paired = paired;
}

void pain__table_clear(pain__table *table)
{
    pain_allocator allocator = table->allocator;

    pain__free(&allocator, table->x);
    pain__free(&allocator, table->y);
    pain__free(&allocator, table->count);
    pain__table_init(table, table->paired, &allocator);
}

/* Makes `made` an empty table like `table` with room for `capacity` rows. */
static pain_status table_make(pain__table *made, const pain__table *table, size_t capacity)
{
    const pain_allocator *a = &table->allocator;

    pain__table_init(made, table->paired, a);
    made->capacity = capacity;
    made->x = pain__alloc(a, capacity, sizeof *made->x);
    made->count = pain__alloc(a, capacity, sizeof *made->count);
    if (made->paired)
        made->y = pain__alloc(a, capacity, sizeof *made->y);
    if (made->x != NULL && made->count != NULL && (!made->paired || made->y != NULL))
        return PAIN_OK;
    pain__table_clear(made);
    return PAIN_ENOMEM;
}

static void table_replace(pain__table *table, const pain__table *by)
{
    pain__table_clear(table);
    *table = *by;
}

/* Makes room for one more row. */
static pain_status table_reserve(pain__table *table)
{
    size_t n = table->distinct;
    pain__table wider;

    if (n < table->capacity)
        return PAIN_OK;
    if (n > SIZE_MAX / 2 - 8)
        return PAIN_EOVERFLOW;
    pain_status status = table_make(&wider, table, n + n / 2 + 8);

    if (status != PAIN_OK)
        return status;
    if (n > 0) {
        memcpy(wider.x, table->x, n * sizeof *wider.x);
        memcpy(wider.count, table->count, n * sizeof *wider.count);
        if (table->paired)
            memcpy(wider.y, table->y, n * sizeof *wider.y);
    }
    wider.distinct = n;
    wider.n = table->n;
    table_replace(table, &wider);
    return PAIN_OK;
}

/* Below, at or above 0 as row i stands before, at or behind (x, y). */
static int row_compare(const pain__table *table, size_t i, double x, double y)
{
    if (table->x[i] != x)
        return table->x[i] < x ? -1 : 1;
    if (!table->paired || table->y[i] == y)
        return 0;
    return table->y[i] < y ? -1 : 1;
}

/* The first row that does not stand before (x, y). */
static size_t table_find(const pain__table *table, double x, double y)
{
    size_t low = 0, high = table->distinct;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (row_compare(table, middle, x, y) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Opens row i for (x, y), count 0. There is room. */
static void table_insert(pain__table *table, size_t i, double x, double y)
{
    size_t behind = table->distinct - i;

    memmove(table->x + i + 1, table->x + i, behind * sizeof *table->x);
    memmove(table->count + i + 1, table->count + i, behind * sizeof *table->count);
    table->x[i] = x;
    table->count[i] = 0;
    if (table->paired) {
        memmove(table->y + i + 1, table->y + i, behind * sizeof *table->y);
        table->y[i] = y;
    }
    table->distinct++;
}

static double without_sign_of_zero(double x)
{
    return x == 0 ? 0 : x;
}

pain_status pain__table_add(pain__table *table, double x, double y, uint64_t count)
{
    if (!isfinite(x) || (table->paired && !isfinite(y)))
        return PAIN_ENONFINITE;
    if (count > INT64_MAX - table->n)
        return PAIN_EOVERFLOW;
    if (count == 0)
        return PAIN_OK;
    x = without_sign_of_zero(x);
    y = without_sign_of_zero(y);
    size_t i = table_find(table, x, y);

    if (i == table->distinct || row_compare(table, i, x, y) != 0) {
        pain_status status = table_reserve(table);

        if (status != PAIN_OK)
            return status;
        table_insert(table, i, x, y);
    }
    table->count[i] += count;
    table->n += count;
    return PAIN_OK;
}

/* Appends row i of `from`, or adds it to the last row if that has the same values. */
static void table_append(pain__table *table, const pain__table *from, size_t i)
{
    double x = from->x[i], y = from->paired ? from->y[i] : 0;
    size_t last = table->distinct;

    if (last > 0 && row_compare(table, last - 1, x, y) == 0)
        last--;
    else
        table_insert(table, last, x, y);
    table->count[last] += from->count[i];
    table->n += from->count[i];
}

pain_status pain__table_merge(pain__table *into, const pain__table *from)
{
    pain__table merged;
    size_t i = 0, j = 0;

    if (from->distinct == 0)
        return PAIN_OK;
    if (from->n > INT64_MAX - into->n || from->distinct > SIZE_MAX - into->distinct)
        return PAIN_EOVERFLOW;
    pain_status status = table_make(&merged, into, into->distinct + from->distinct);

    if (status != PAIN_OK)
        return status;
    while (i < into->distinct || j < from->distinct) {
        if (j == from->distinct ||
            (i < into->distinct &&
             row_compare(into, i, from->x[j], from->paired ? from->y[j] : 0) < 0))
            table_append(&merged, into, i++);
        else
            table_append(&merged, from, j++);
    }
    table_replace(into, &merged);
    return PAIN_OK;
}

/* A merge sort into `table`, which is empty. Equal rows unite at once, so scores with few distinct
 * values take O(n log distinct) time and little memory. */
static pain_status table_gather(pain__table *table, const double *x, const double *y,
                                const uint64_t *count, size_t n)
{
    pain_status status = PAIN_OK;
    pain__table half;
    size_t middle = n / 2;

    if (n <= SHORT) {
        for (size_t i = 0; i < n && status == PAIN_OK; i++)
            status =
                pain__table_add(table, x[i], y != NULL ? y[i] : 0, count != NULL ? count[i] : 1);
        return status;
    }
    pain__table_init(&half, table->paired, &table->allocator);
    status = table_gather(table, x, y, count, middle);
    if (status == PAIN_OK)
        status = table_gather(&half, x + middle, y != NULL ? y + middle : NULL,
                              count != NULL ? count + middle : NULL, n - middle);
    if (status == PAIN_OK)
        status = pain__table_merge(table, &half);
    pain__table_clear(&half);
    return status;
}

pain_status pain__table_add_arrays(pain__table *table, const double *x, const double *y,
                                   const uint64_t *count, size_t n)
{
    pain__table added;

    if (n > 0 && (x == NULL || (table->paired && y == NULL)))
        return PAIN_EINVAL;
    pain__table_init(&added, table->paired, &table->allocator);
    pain_status status = table_gather(&added, x, y, count, n);

    if (status == PAIN_OK)
        status = pain__table_merge(table, &added);
    pain__table_clear(&added);
    return status;
}

pain_counts pain__table_counts(const pain__table *table)
{
    pain_counts counts = {table->x, table->y, table->count, table->distinct, table->n};

    return counts;
}
