/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_DATA_ROWS_H
#define PAIN_DATA_ROWS_H
/* The rows of a table: millions of them have small numbers, mostly the same ones, so that they are
 * packed. */

#include "data/chunk.h"

/* Rows are counted from 0 up to this. */
#define PAIN__NO_ROW UINT32_MAX

/* A chunk of rows: packed, or as they were added. */
typedef struct pain__rows_part {
    pain__chunk chunk; /* without data while it is open */
    pain__row *open;
    bool taken; /* some thread packs it */
} pain__rows_part;

typedef struct pain__rows {
    pain__rows_part *part;
    size_t parts, capacity;
    size_t n;
    bool leave;             /* full parts are not packed when the next one begins */
    pain__row *spare;       /* room for open parts */
    pain__columns *columns; /* to pack in */
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

/* Full parts that a thread packs while others add, read and change rows. Where memory is short,
 * they stay open. */
typedef struct pain__packing {
    pain__rows_part *part; /* copies of them */
    size_t first, n, capacity;
    pain__columns *columns;
    pain_status status;
} pain__packing;

void pain__packing_clear(pain__packing *packing, const pain_allocator *allocator);

/* Takes the parts from `first` on that are full and were left open. */
void pain__packing_begin(pain__packing *packing, pain__rows *rows, size_t first,
                         const pain_allocator *allocator);

/* Packs those that are not yet. */
void pain__packing_work(pain__packing *packing, const pain_allocator *allocator);

/* Puts them into their places; one in which a row was changed stays open. ENOMEM when memory was
 * short. */
pain_status pain__packing_end(pain__packing *packing, pain__rows *rows,
                              const pain_allocator *allocator);

/* Packs all full parts that are open. ENOMEM. */
pain_status pain__rows_pack(pain__rows *rows, const pain_allocator *allocator);

#endif
