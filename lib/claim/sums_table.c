/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of all sums and sums of squares: the recursion of coin change, one score at a time,
 * which can also be run backwards. */
#include <config.h>

#include <string.h>

#include "claim/exact.h"
#include "claim/sums_table.h"

/* The largest q of a sum. */
static int64_t most_of(const pain__sums_limits *limits, int64_t s)
{
    int64_t over = s > limits->spare ? s - limits->spare : 0;
    int64_t most = limits->most - over, far = limits->farthest * s;

    return most < far ? most : far;
}

static size_t rows_of(const pain__sums_limits *limits, int64_t s)
{
    int64_t most = most_of(limits, s);

    return most < s ? 0 : (size_t)((most - s) / 2) + 1;
}

/* How many patients can have (s, q): low + width is 0 where none can. */
static pain__sums_row extent(const pain__sums_limits *limits, int64_t s, int64_t q)
{
    if (s == 0)
        return (pain__sums_row){0, 0, 1};
    int64_t low = pain__ceil_div(s * s, q);
    int64_t high = ((limits->farthest + 1) * s - q) / limits->farthest;

    high = high < limits->n ? high : limits->n;
    return low > high ? (pain__sums_row){0, 0, 0}
                      : (pain__sums_row){0, (int32_t)low, (int32_t)(high - low + 1)};
}

/* Takes bytes; false when too few are left. */
static bool take(uint64_t *memory, uint64_t n, uint64_t size)
{
    if (n > *memory / size)
        return false;
    *memory -= n * size;
    return true;
}

static pain_status place_rows(pain__sums *table, uint64_t *memory)
{
    const pain__sums_limits *limits = &table->limits;
    size_t rows = 0, cells = 0;

    for (int64_t s = 0; s <= limits->sum; s++) {
        table->first[s] = rows;
        rows += rows_of(limits, s);
        if (rows > *memory / sizeof *table->row)
            return PAIN_EOVERFLOW;
    }
    table->first[limits->sum + 1] = rows;
    table->row = pain__alloc(&table->allocator, rows, sizeof *table->row);
    if (table->row == NULL)
        return PAIN_ENOMEM;
    (void)take(memory, rows, sizeof *table->row);
    for (int64_t s = 0, at = 0; s <= limits->sum; s++)
        for (int64_t q = s; at < (int64_t)table->first[s + 1]; q += 2, at++) {
            table->row[at] = extent(limits, s, q);
            table->row[at].start = cells;
            cells += (size_t)table->row[at].width;
            if (cells > *memory / sizeof *table->number)
                return PAIN_EOVERFLOW;
        }
    (void)take(memory, cells, sizeof *table->number);
    table->number = pain__alloc(&table->allocator, cells, sizeof *table->number);
    return table->number == NULL ? PAIN_ENOMEM : PAIN_OK;
}

pain_status pain__sums_init(pain__sums *table, const pain__sums_limits *limits, uint64_t *memory,
                            const pain_allocator *allocator)
{
    memset(table, 0, sizeof *table);
    table->allocator = pain__allocator(allocator);
    table->limits = *limits;
    if (limits->sum < 0 || limits->most < 0 || limits->n < 0)
        return PAIN_EINTERNAL;
    if (limits->most >= INT32_MAX / 2 || limits->sum >= INT32_MAX / 2 ||
        !take(memory, (uint64_t)limits->sum + 2, sizeof *table->first))
        return PAIN_EOVERFLOW;
    table->first = pain__alloc(&table->allocator, (size_t)limits->sum + 2, sizeof *table->first);
    if (table->first == NULL)
        return PAIN_ENOMEM;
    pain_status status = place_rows(table, memory);

    /* Nobody at all is the beginning; where that leaves the other side too much, nothing fits. */
    if (status == PAIN_OK && table->first[1] > 0)
        table->number[0] = 1;
    return status;
}

void pain__sums_free(pain__sums *table)
{
    if (table->allocator.free == NULL)
        return;
    pain__free(&table->allocator, table->first);
    pain__free(&table->allocator, table->row);
    pain__free(&table->allocator, table->number);
}

const pain__sums_row *pain__sums_row_at(const pain__sums *table, int64_t s, int64_t q)
{
    if (s < 0 || s > table->limits.sum || q < s || ((q ^ s) & 1) != 0)
        return NULL;
    size_t at = table->first[s] + (size_t)((q - s) / 2);

    return at < table->first[s + 1] ? &table->row[at] : NULL;
}

/* The numbers of row `at`, one of sum s, that one more patient at u reaches from those of `*from`:
 * so many. By the bounds all that is reached is in the row, unless it passes n. */
static int32_t reached(const pain__sums *table, int64_t s, size_t at, int64_t u, uint64_t **to,
                       const uint64_t **from)
{
    const pain__sums_row *row = &table->row[at];
    int64_t q = s + 2 * (int64_t)(at - table->first[s]);
    const pain__sums_row *source = pain__sums_row_at(table, s - u, q - u * u);

    if (source == NULL || source->width == 0 || row->width == 0)
        return 0;
    int32_t skip = source->low + 1 - row->low, room = row->width - skip;

    *to = table->number + row->start + skip;
    *from = table->number + source->start;
    return source->width < room ? source->width : room;
}

void pain__sums_add(pain__sums *table, int64_t u)
{
    uint64_t seen = 0, *to;
    const uint64_t *from;

    for (int64_t s = u; s <= table->limits.sum; s++)
        for (size_t at = table->first[s]; at < table->first[s + 1]; at++) {
            int32_t width = reached(table, s, at, u, &to, &from);

            /* Two numbers below 2^63 do not wrap, so their sum shows whether it is. */
            for (int32_t i = 0; i < width; i++) {
                to[i] += from[i];
                seen |= to[i];
            }
        }
    table->overflow = table->overflow || seen >> 63 != 0;
}

void pain__sums_remove(pain__sums *table, int64_t u)
{
    uint64_t *to;
    const uint64_t *from;

    for (int64_t s = table->limits.sum; s >= u; s--)
        for (size_t at = table->first[s]; at < table->first[s + 1]; at++) {
            int32_t width = reached(table, s, at, u, &to, &from);

            for (int32_t i = 0; i < width; i++)
                to[i] -= from[i];
        }
}

uint64_t pain__sums_at(const pain__sums *table, int64_t c, int64_t s, int64_t q)
{
    const pain__sums_row *row = pain__sums_row_at(table, s, q);

    return row == NULL || c < row->low || c >= row->low + row->width
               ? 0
               : table->number[row->start + (size_t)(c - row->low)];
}
