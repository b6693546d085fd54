/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_DATA_ROWS_H
#define PAIN_DATA_ROWS_H
/* The rows of a table, packed: millions of them have small numbers, mostly the same ones. */

#include <stddef.h>
#include <stdint.h>

#include "base/base.h"
#include "painstat/sessions.h"

/* Rows are counted from 0 up to this. */
#define PAIN__NO_ROW UINT32_MAX

/* A row with its labels as indices. First the members of eight bytes, then those of four: rows.c
 * takes them by their places. */
typedef struct pain__row {
    int64_t day;
    uint64_t line;
    uint32_t patient, visit, group; /* PAIN__NO_LABEL for none */
    uint32_t earlier;               /* the row of this patient before it; PAIN__NO_ROW */
    int32_t course, number, planned;
    pain_score before, after;
    int32_t occasion, stop;
} pain__row;

typedef struct pain__rows_chunk pain__rows_chunk;
typedef struct pain__rows_open pain__rows_open;

typedef struct pain__rows {
    pain__rows_chunk **chunk; /* packed */
    size_t chunks, capacity;
    pain__rows_open *open; /* the rows behind them */
    size_t n;
} pain__rows;

void pain__rows_clear(pain__rows *rows, const pain_allocator *allocator);

/* Adds a row behind the others. ENOMEM leaves them as they were. */
pain_status pain__rows_add(pain__rows *rows, const pain_allocator *allocator, const pain__row *row);

/* Row i. */
void pain__rows_read(const pain__rows *rows, size_t i, pain__row *row);

static inline pain__row pain__rows_get(const pain__rows *rows, size_t i)
{
    pain__row row;

    pain__rows_read(rows, i, &row);
    return row;
}

/* The row of its patient before row i, else PAIN__NO_ROW. */
uint32_t pain__rows_earlier(const pain__rows *rows, size_t i);

/* Changes row i. ENOMEM leaves it as it was. */
pain_status pain__rows_set(pain__rows *rows, const pain_allocator *allocator, size_t i,
                           const pain__row *row);

/* Hints that row i will be asked for soon. */
void pain__rows_expect(const pain__rows *rows, size_t i);

#endif
