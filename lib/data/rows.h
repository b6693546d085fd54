/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_DATA_ROWS_H
#define PAIN_DATA_ROWS_H
/* The rows of a table: millions of them have small numbers, mostly the same ones, so that they are
 * packed. */

#include "data/chunk.h"

/* Rows are counted from 0 up to this. */
#define PAIN__NO_ROW UINT32_MAX

/* Room for rows that are not packed, or for what is kept for later use. */
typedef union pain__rows_open {
    pain__row row[PAIN__CHUNK];
    union pain__rows_open *next;
} pain__rows_open;

/* A chunk of rows: packed, or as they were added. */
typedef struct pain__rows_part {
    pain__chunk chunk; /* without data while it is open */
    pain__rows_open *open;
    bool taken; /* some thread packs it */
} pain__rows_part;

typedef struct pain__rows {
    pain__rows_part *part;
    size_t parts, capacity;
    size_t n;
    bool leave;             /* full parts are not packed when the next one begins */
    pain__rows_open *spare; /* a list */
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

/* Packs all full parts that are open. ENOMEM. */
pain_status pain__rows_pack(pain__rows *rows, const pain_allocator *allocator);

/* True for a part that is not packed, and that nobody packs. */
static inline bool pain__rows_is_left(const pain__rows_part *part)
{
    return part->chunk.data == NULL && !part->taken;
}

/* Keeps the room of an open part for another one. */
void pain__rows_spare(pain__rows *rows, pain__rows_open *open);

#endif
